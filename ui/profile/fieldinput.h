// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/field.h"

#include <QWidget>

namespace doorbuster {

/// The control in which a scalar field's text is edited: a line, a check box, a choice. It speaks in texts, as
/// Field::fromText() reads them, so that one that does not fit can be shown as well. make() finds the right one for a
/// field.
class FieldInput : public QWidget {
    Q_OBJECT
public:
    static FieldInput *make(const Field &field, QWidget *parent);

    virtual QString text() const = 0;
    /// Shows a text; edited() is not emitted.
    virtual void setText(const QString &text) = 0;
    /// The control that takes the keyboard.
    virtual QWidget *control() const = 0;

Q_SIGNALS:
    void edited(const QString &text); ///< by the user
    void finished(); ///< the user is done with typing: Enter, or the focus went

protected:
    using QWidget::QWidget;
};

} // namespace doorbuster
