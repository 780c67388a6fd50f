// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/csvsaving.h"

#include "core/report/filesaver.h"
#include "ui/export/resultexport.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace doorbuster {

void saveCsvAs(QWidget *parent, const QString &title, const QString &proposedName,
    const std::function<QByteArray()> &content, const std::function<void(const SavedTable &)> &done)
{
    static QString folder = usualFolder();
    auto *dialog = new QFileDialog(parent, title, folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(QCoreApplication::translate("CsvSaving", "Tables (*.csv)"));
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(safeFileName(proposedName) + u".csv"_s);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [content, done](const QString &path) {
        folder = QFileInfo(path).path();
        const QByteArray table = content();
        const SaveStatus status = saveFile(path, std::string_view(table.constData(), std::size_t(table.size())));
        done({path, table.size(), status.error});
    });
    dialog->open();
}

} // namespace doorbuster
