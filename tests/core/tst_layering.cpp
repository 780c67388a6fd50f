// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testprogram.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

using Arrows = QMap<QString, QSet<QString>>; ///< by folder of core: those whose headers it may include

/// The one place that says who may know of whom. Nothing points back: a folder stands below all that include it.
const Arrows &allowed()
{
    static const Arrows arrows{
        {u"text"_s, {}},
        {u"files"_s, {u"text"_s}},
        {u"profile"_s, {u"text"_s}},
        {u"metrics"_s, {u"profile"_s, u"text"_s}},
        {u"transport"_s, {}},
        {u"shop"_s, {u"metrics"_s, u"profile"_s, u"text"_s, u"transport"_s}},
        {u"verdict"_s, {u"metrics"_s, u"profile"_s, u"shop"_s, u"text"_s}},
        {u"result"_s, {u"files"_s, u"metrics"_s, u"profile"_s, u"shop"_s, u"text"_s, u"verdict"_s}},
        {u"charts"_s, {u"metrics"_s, u"profile"_s, u"result"_s, u"text"_s, u"verdict"_s}},
        {u"report"_s, {u"charts"_s, u"files"_s, u"metrics"_s, u"profile"_s, u"result"_s, u"text"_s}},
        {u"engine"_s,
            {u"metrics"_s, u"profile"_s, u"result"_s, u"shop"_s, u"text"_s, u"transport"_s, u"verdict"_s}},
        {u"practice"_s, {u"metrics"_s, u"text"_s}},
    };
    return arrows;
}

/// Calls `visit(file, included)` for every include of ours in the sources under a folder of the tree.
template <class Visit>
int forEachInclude(const QString &folder, Visit visit)
{
    static const QRegularExpression include(u"^#include \"((?:core|ui|app|tests)/[^\"]+)\""_s);
    const QDir top(QStringLiteral(SOURCE_DIR));
    QDirIterator files(top.filePath(folder), {u"*.h"_s, u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
    int count = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly | QIODevice::Text))
            continue;
        ++count;
        while (!file.atEnd()) {
            const auto match = include.match(QString::fromUtf8(file.readLine()));
            if (match.hasMatch())
                visit(top.relativeFilePath(file.fileName()), match.captured(1));
        }
    }
    return count;
}

} // namespace

/// The folders' arrows, as the includes have them: the linker alone would let a header of anywhere in.
class TestLayering : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFolderIsThere()
    {
        const QStringList folders =
            QDir(QStringLiteral(SOURCE_DIR) + u"/core"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
        QCOMPARE(folders, allowed().keys());
    }

    void nothingPointsBack()
    {
        for (const auto &[folder, seen] : allowed().asKeyValueRange()) {
            for (const QString &below : seen)
                QVERIFY2(allowed().contains(below) && !allowed().value(below).contains(folder),
                    qPrintable(folder + u" and "_s + below));
        }
    }

    void includes_data()
    {
        QTest::addColumn<QString>("folder");
        for (auto arrow = allowed().cbegin(); arrow != allowed().cend(); ++arrow)
            QTest::newRow(qPrintable(arrow.key())) << arrow.key();
    }

    void includes()
    {
        QFETCH(QString, folder);
        const int count = forEachInclude(u"core/"_s + folder, [&](const QString &file, const QString &included) {
            const QStringList parts = included.split(u'/');
            const bool isAllowed = parts[0] == u"core"_s
                && (parts[1] == folder || allowed().value(folder).contains(parts[1]));
            if (!isAllowed)
                QTest::qFail(qPrintable(file + u" includes "_s + included), __FILE__, __LINE__);
        });
        QVERIFY(count > 0);
    }

    /// How a shop says what it means (statuses, addresses) is known in core/shop alone. The window's connection test
    /// asks what answers at an address, whatever that is.
    void meaningsOnly_data()
    {
        QTest::addColumn<QString>("folder");
        for (const char *folder : {"core/engine", "core/verdict", "core/charts", "core/report", "ui/run", "ui/verdict"})
            QTest::newRow(folder) << QString::fromLatin1(folder);
    }

    void meaningsOnly()
    {
        QFETCH(QString, folder);
        static const QRegularExpression shopsOwn(
            u"[sS]tatus(\\(\\))?\\s*(==|!=|[<>]=?)\\s*[1-5]\\d\\d\\b|\"/(orders|flash-sales|api/auth)\\b"_s);
        const QDir top(QStringLiteral(SOURCE_DIR));
        QDirIterator files(top.filePath(folder), {u"*.h"_s, u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
        int lines = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly | QIODevice::Text));
            while (!file.atEnd()) {
                const QString line = QString::fromUtf8(file.readLine());
                ++lines;
                if (shopsOwn.match(line).hasMatch())
                    QTest::qFail(
                        qPrintable(top.relativeFilePath(file.fileName()) + u": "_s + line.trimmed()), __FILE__, __LINE__);
            }
        }
        QVERIFY(lines > 0);
    }

    /// The window knows of no program, and neither of a test.
    void ofTheWindow()
    {
        const int count = forEachInclude(u"ui"_s, [](const QString &file, const QString &included) {
            if (!included.startsWith(u"core/"_s) && !included.startsWith(u"ui/"_s))
                QTest::qFail(qPrintable(file + u" includes "_s + included), __FILE__, __LINE__);
        });
        QVERIFY(count > 0);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestLayering)
#include "tst_layering.moc"
