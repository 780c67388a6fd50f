// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "goldenfile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace doorbuster {

QString differenceFrom(const QString &goldenFile, const QByteArray &actual)
{
    QFile golden(goldenFile);
    const bool readable = golden.open(QIODevice::ReadOnly);
    const QByteArray expected = golden.readAll();
    if (readable && expected == actual) {
        return {};
    }
    const QString left =
        QCoreApplication::applicationDirPath() + u'/' + QFileInfo(goldenFile).fileName() + ".actual"_L1;
    QFile copy(left);
    if (!copy.open(QIODevice::WriteOnly) || copy.write(actual) != actual.size()) {
        return u"%1 differs, and %2 cannot be written"_s.arg(goldenFile, left);
    }
    if (!readable) {
        return u"%1 cannot be read; see %2"_s.arg(goldenFile, left);
    }
    const QList<QByteArray> expectedLines = expected.split('\n');
    const QList<QByteArray> actualLines = actual.split('\n');
    qsizetype line = 0;
    while (expectedLines.value(line) == actualLines.value(line)) {
        ++line;
    }
    return u"line %1 of %2 should be\n%3\nand is\n%4\nsee %5"_s.arg(QString::number(line + 1), goldenFile,
        QString::fromUtf8(expectedLines.value(line)), QString::fromUtf8(actualLines.value(line)), left);
}

} // namespace doorbuster
