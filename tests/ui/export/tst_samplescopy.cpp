// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/samplescopy.h"

#include "core/text/gzip.h"
#include "tests/support/testprogram.h"
#include "tests/ui/export/exporttools.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

/// Some megabytes that do not pack too well, so that there are many pieces.
QByteArray manyLines()
{
    QByteArray lines;
    quint32 number = 1;
    while (lines.size() < 5'000'000) {
        number = number * 1664525 + 1013904223;
        lines += "{\"type\":\"Point\",\"value\":" + QByteArray::number(number) + "}\n";
    }
    return lines;
}

QByteArray packed(const QByteArray &text, qsizetype memberSize)
{
    GzipCompressor compressor(2);
    std::string out;
    for (qsizetype at = 0; at < text.size(); at += memberSize)
        compressor.compress(
            std::string_view(text.constData() + at, std::size_t(qMin(memberSize, text.size() - at))), out);
    return QByteArray::fromStdString(out);
}

bool write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

} // namespace

class TestSamplesCopy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder.emplace(); }
    void cleanup() { m_folder.reset(); }

    void copies_data()
    {
        QTest::addColumn<bool>("sourcePacked");
        QTest::addColumn<QString>("target");
        QTest::newRow("packed to packed") << true << u"out.json.gz"_s;
        QTest::newRow("packed to plain") << true << u"out.json"_s;
        QTest::newRow("plain to packed") << false << u"out.json.gz"_s;
        QTest::newRow("plain to plain") << false << u"out.json"_s;
    }

    void copies()
    {
        QFETCH(bool, sourcePacked);
        QFETCH(QString, target);
        const QByteArray lines = manyLines();
        const QString source = m_folder->filePath(u"samples"_s);
        QVERIFY(write(source, sourcePacked ? packed(lines, 300'000) : lines));
        QList<double> shares;
        const SaveStatus status = copySamples(source, m_folder->filePath(target), [&](double share) {
            shares.append(share);
            return true;
        });
        QVERIFY2(status.ok(), qPrintable(status.error));
        const QByteArray written = read(m_folder->filePath(target));
        QCOMPARE(isGzip(written), target.endsWith(u".gz"_s));
        QVERIFY((isGzip(written) ? gunzip(written, 10'000'000).data : written) == lines);
        QVERIFY(std::is_sorted(shares.cbegin(), shares.cend()));
        QCOMPARE(shares.constLast(), 1.0);
    }

    void anEmptyFileStaysEmpty()
    {
        const QString source = m_folder->filePath(u"samples"_s);
        QVERIFY(write(source, {}));
        QVERIFY(copySamples(source, m_folder->filePath(u"out.json"_s), goOn).ok());
        QCOMPARE(read(m_folder->filePath(u"out.json"_s)), QByteArray());
    }

    void badSources_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("cause");
        const QByteArray good = packed("a line\n", 100);
        QByteArray broken = packed(manyLines(), 10'000'000);
        broken[broken.size() / 2] = char(~broken[broken.size() / 2]);
        QTest::newRow("cut off") << good.left(good.size() - 3) << u"it is cut off."_s;
        QTest::newRow("damaged") << broken << u"it is damaged."_s;
        QTest::newRow("rubbish behind it") << good + "rubbish" << u"it is damaged."_s;
    }

    void badSources()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, cause);
        const QString source = m_folder->filePath(u"samples"_s);
        const QString target = m_folder->filePath(u"out.json"_s);
        QVERIFY(write(source, content));
        QVERIFY(write(target, "older"));
        const SaveStatus status = copySamples(source, target, goOn);
        QCOMPARE(status.error, u"Cannot read the recorded samples %1: %2"_s.arg(source, cause));
        QCOMPARE(read(target), QByteArray("older"));
        QCOMPARE(filesLeft(), 2);
    }

    void missingSource()
    {
        const QString source = m_folder->filePath(u"gone"_s);
        const SaveStatus status = copySamples(source, m_folder->filePath(u"out.json"_s), goOn);
        QVERIFY2(status.error.contains(source), qPrintable(status.error));
        QCOMPARE(filesLeft(), 0);
    }

    void badTargets_data()
    {
        QTest::addColumn<QString>("target");
        QTest::newRow("no such folder") << u"nowhere/out.json"_s;
        QTest::newRow("a folder") << u"."_s;
        QTest::newRow("a device") << u"/dev/null"_s;
    }

    void badTargets()
    {
        QFETCH(QString, target);
        const QString source = m_folder->filePath(u"samples"_s);
        QVERIFY(write(source, "a line\n"));
        const QString path = QDir::isAbsolutePath(target) ? target : m_folder->filePath(target);
        const SaveStatus status = copySamples(source, path, goOn);
        QVERIFY2(status.error.startsWith(u"Cannot write "_s + path + u": "_s), qPrintable(status.error));
        QCOMPARE(filesLeft(), 1);
    }

    void cancelLeavesNothing()
    {
        const QString source = m_folder->filePath(u"samples"_s);
        const QString target = m_folder->filePath(u"out.json"_s);
        QVERIFY(write(source, manyLines()));
        int told = 0;
        const SaveStatus status = copySamples(source, target, [&](double) { return ++told < 2; });
        QCOMPARE(told, 2);
        QVERIFY(!status.ok());
        QCOMPARE(filesLeft(), 1);
    }

private:
    int filesLeft() const { return int(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).size()); }

    std::optional<QTemporaryDir> m_folder;
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestSamplesCopy)
#include "tst_samplescopy.moc"
