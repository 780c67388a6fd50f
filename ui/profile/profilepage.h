// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QSettings;
class QSplitter;

namespace doorbuster {

class FieldForm;
class FormTable;
class PlanCard;
class ProfileDocument;

/// The page on which a profile is edited: its fields to the left, its plan, stages and thresholds to the right. The
/// document must outlive it.
class ProfilePage final : public QWidget {
    Q_OBJECT
public:
    explicit ProfilePage(ProfileDocument &document, QWidget *parent = nullptr);

    /// Brings the keyboard to the first of document.errors(); nothing happens without one.
    void focusFirstError();
    void focusSearch();
    void saveLayout(QSettings &settings) const;
    void restoreLayout(QSettings &settings);
    void resetLayout();

    FieldForm *form() const { return m_form; }
    FormTable *stages() const { return m_stages; }
    FormTable *thresholds() const { return m_thresholds; }
    PlanCard *plan() const { return m_plan; }

private:
    void reveal(const QString &path, bool focus);

    ProfileDocument &m_document;
    QSplitter *m_columns = nullptr;
    QSplitter *m_right = nullptr;
    FieldForm *m_form = nullptr;
    PlanCard *m_plan = nullptr;
    FormTable *m_stages = nullptr;
    FormTable *m_thresholds = nullptr;
};

} // namespace doorbuster
