// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/field.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace doorbuster {

class FieldInput;
class ProfileDocument;

/// One scalar field of the profile: label, control, unit, where the value comes from, a way back to the default, and
/// below it what is wrong, or what is used in its place. A secret is told of, but has no control.
class FieldEditor final : public QWidget {
    Q_OBJECT
public:
    FieldEditor(ProfileDocument &document, const Field &field, QWidget *parent = nullptr);

    const Field &field() const { return m_field; }
    FieldInput *input() const { return m_input; } ///< null for a secret
    QToolButton *resetButton() const { return m_reset; }
    QString problemText() const; ///< as shown; empty = none
    QString remarkText() const; ///< what is used in place of the profile's value; empty = that itself
    QString originText() const;
    void focusInput();

Q_SIGNALS:
    void focused(); ///< the keyboard came to its control

private:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void refresh();
    void restyle();

    ProfileDocument &m_document;
    const Field &m_field;
    FieldInput *m_input = nullptr;
    QLabel *m_secret = nullptr;
    QLabel *m_origin = nullptr;
    QToolButton *m_reset = nullptr;
    QLabel *m_problem = nullptr;
    QLabel *m_remark = nullptr;
};

/// The widths that line up the columns of editors and tables.
inline constexpr int kFieldLabelWidth = 132;
inline constexpr int kFieldOriginWidth = 80;

/// What a field is, for the tool tip and the line of help: its sentence, its range, its default, its path.
QString fieldHelp(const Field &field);

} // namespace doorbuster
