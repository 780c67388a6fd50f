// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/savedialog.h"

#include "ui/export/resultexport.h"

#include <QFileDialog>
#include <QFileInfo>

namespace doorbuster {

void askWhereToSave(QWidget *parent, const QString &title, const QString &proposedName, const QList<SaveType> &types,
    const std::function<void(const QString &path)> &chosen)
{
    static QString folder = usualFolder();
    auto *dialog = new QFileDialog(parent, title, folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    QStringList filters;
    for (const SaveType &type : types)
        filters.append(type.filter);
    dialog->setNameFilters(filters);
    dialog->setDefaultSuffix(types.first().ending);
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, types, filters](const QString &filter) {
        dialog->setDefaultSuffix(types.value(filters.indexOf(filter)).ending);
    });
    dialog->selectFile(safeFileName(proposedName) + u'.' + types.first().ending);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [chosen](const QString &path) {
        folder = QFileInfo(path).path();
        chosen(path);
    });
    dialog->open();
}

} // namespace doorbuster
