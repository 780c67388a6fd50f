// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/lastresult.h"

#include "core/result/resultfile.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QtConcurrent>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

QString place()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath(u"last-result.json.gz"_s);
}

} // namespace

void LastResult::keep(std::shared_ptr<const RunResult> result)
{
    m_writing.waitForFinished();
    m_writing.clearFutures();
    m_writing.addFuture(QtConcurrent::run([result = std::move(result), target = place()] {
        if (QDir().mkpath(QFileInfo(target).absolutePath()))
            saveResult(*result, target);
    }));
}

QString LastResult::file()
{
    m_writing.waitForFinished();
    return place();
}

} // namespace doorbuster
