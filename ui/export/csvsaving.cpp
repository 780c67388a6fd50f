// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/csvsaving.h"

#include "core/files/filesaver.h"
#include "ui/export/savedialog.h"
#include "ui/widgets/inbackground.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace doorbuster {

void saveCsvAs(QWidget *parent, const QString &title, const QString &proposedName,
    const std::function<QByteArray()> &content, const std::function<void(const SavedTable &)> &done)
{
    askWhereToSave(parent, title, proposedName,
        {{u"csv"_s, QCoreApplication::translate("CsvSaving", "Tables (*.csv)")}}, [parent, content, done](const QString &path) {
            const auto save = [content, path]() -> SavedTable {
                const QByteArray table = content();
                const SaveStatus status =
                    saveFile(path, std::string_view(table.constData(), std::size_t(table.size())));
                return {path, table.size(), status.error};
            };
            inBackground(parent, save, done);
        });
}

} // namespace doorbuster
