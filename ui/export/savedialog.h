// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

#include <functional>

class QWidget;

namespace doorbuster {

/// One kind of file that something can be saved as.
struct SaveType {
    QString ending; ///< "svg": what a name without an ending gets
    QString filter; ///< "SVG picture (*.svg)"
};

/// Asks where to save something as one of `types`, the first of which is proposed, in the folder that was chosen last.
/// Returns at once; `chosen` is not called where the user gives up, nor when `parent` is gone by then.
void askWhereToSave(QWidget *parent, const QString &title, const QString &proposedName, const QList<SaveType> &types,
    const std::function<void(const QString &path)> &chosen);

} // namespace doorbuster
