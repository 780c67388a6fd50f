// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace doorbuster {

class ProfileDocument;

/// What is wrong with the profile beyond its fields: names that the opened file has too many, settings of the command
/// line that do not exist. Hidden when there is nothing.
class ProblemPanel final : public QFrame {
    Q_OBJECT
public:
    explicit ProblemPanel(ProfileDocument &document, QWidget *parent = nullptr);

    QString text() const; ///< as shown; empty = nothing
    QPushButton *removeButton() const { return m_remove; }
    /// Whether an error with this path is shown here, having no field of its own.
    bool shows(const QString &path) const;

    /// Brings the keyboard to what can be done about it.
    void focusRemoval();

private:
    void refresh();

    ProfileDocument &m_document;
    QLabel *m_text = nullptr;
    QPushButton *m_remove = nullptr;
};

} // namespace doorbuster
