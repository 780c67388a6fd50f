// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/chartexport.h"

#include "core/charts/runcharts.h"
#include "tests/support/testprogram.h"
#include "ui/theme/appearance.h"

#include "samplerun.h"

#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &file)
{
    QFile input(file);
    return input.open(QIODevice::ReadOnly) ? input.readAll() : QByteArray("cannot be read");
}

int occurrences(const QByteArray &content, const QString &pattern)
{
    auto matches = QRegularExpression(pattern).globalMatch(QString::fromLatin1(content));
    int count = 0;
    for (; matches.hasNext(); matches.next()) {
        ++count;
    }
    return count;
}

} // namespace

class TestChartExport : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::vector<ChartData> m_charts;

    QString file(const QString &name) const { return m_folder.filePath(name); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        SampleRun run(390);
        for (std::size_t i = 0; i < runChartCount; ++i) {
            m_charts.push_back(makeRunChart(RunChart(i), run.finished()));
        }
    }

    void svg()
    {
        const ChartSvgStyle style{.width = 500, .height = 250, .caption = u"Smoke"_s};
        const SaveStatus status = saveChartSvg(m_charts[0], style, file(u"chart.svg"_s));
        QVERIFY2(status.ok(), qPrintable(status.error));
        QCOMPARE(contentOf(file(u"chart.svg"_s)), chartSvg(m_charts[0], style));
    }

    void png_data()
    {
        QTest::addColumn<double>("scale");
        QTest::addColumn<QSize>("size");
        QTest::newRow("half") << 0.5 << QSize(200, 100);
        QTest::newRow("as it is") << 1.0 << QSize(400, 200);
        QTest::newRow("for fine screens") << 2.0 << QSize(800, 400);
        QTest::newRow("for print") << 3.0 << QSize(1200, 600);
        QTest::newRow("odd") << 1.251 << QSize(500, 250);
    }

    void png()
    {
        QFETCH(double, scale);
        QFETCH(QSize, size);
        for (const DesignTokens &tokens : {lightTokens, darkTokens}) {
            const QString path = file(u"chart.png"_s);
            const SaveStatus status =
                saveChartPng(m_charts[0], {.tokens = tokens, .width = 400, .height = 200}, scale, path);
            QVERIFY2(status.ok(), qPrintable(status.error));
            const QImage image(path, "PNG");
            QCOMPARE(image.size(), size);
            QCOMPARE(image.pixelColor(0, 0), toColor(tokens.card));
            bool hasCurve = false;
            for (int x = 0; x < size.width(); ++x) {
                for (int y = 0; y < size.height(); ++y) {
                    const QColor pixel = image.pixelColor(x, y);
                    hasCurve |= pixel.hsvSaturation() > 80;
                }
            }
            QVERIFY(hasCurve);
        }
    }

    void impossiblePng_data()
    {
        QTest::addColumn<double>("scale");
        QTest::newRow("0") << 0.0;
        QTest::newRow("negative") << -1.0;
        QTest::newRow("too large") << 1000.0;
        QTest::newRow("infinite") << std::numeric_limits<double>::infinity();
        QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN();
    }

    void impossiblePng()
    {
        QFETCH(double, scale);
        const QString path = file(u"impossible.png"_s);
        const SaveStatus status = saveChartPng(m_charts[0], {}, scale, path);
        QVERIFY2(status.error.startsWith(u"Cannot write %1: "_s.arg(path)), qPrintable(status.error));
        QVERIFY(!QFileInfo::exists(path));
    }

    void pdf()
    {
        const QString path = file(u"charts.pdf"_s);
        const SaveStatus status = saveChartsPdf(m_charts, {.caption = u"Smoke"_s}, path);
        QVERIFY2(status.ok(), qPrintable(status.error));
        const QByteArray content = contentOf(path);
        QVERIFY(content.startsWith("%PDF-"));
        QVERIFY(content.trimmed().endsWith("%%EOF"));
        QCOMPARE(occurrences(content, u"/Type /Page\\b(?!s)"_s), int(m_charts.size()));
        QCOMPARE(occurrences(content, u"/MediaBox \\[0 0 842[.0-9]* 595[.0-9]*\\]"_s), int(m_charts.size()));
        QCOMPARE(occurrences(content, u"/Subtype /Image"_s), 0); // vectors throughout
    }

    void pdfOfOne()
    {
        const QString path = file(u"one.pdf"_s);
        QVERIFY(saveChartsPdf({m_charts.data(), 1}, {.tokens = darkTokens}, path).ok());
        QCOMPARE(occurrences(contentOf(path), u"/Type /Page\\b(?!s)"_s), 1);
    }

    void pdfOfNone()
    {
        const QString path = file(u"none.pdf"_s);
        QCOMPARE(saveChartsPdf({}, {}, path).error, u"Cannot write %1: there is no chart."_s.arg(path));
        QVERIFY(!QFileInfo::exists(path));
    }

    void unwritable_data()
    {
        QTest::addColumn<QString>("path");
        QFile plain(file(u"plain"_s));
        QVERIFY(plain.open(QIODevice::WriteOnly));
        QTest::newRow("no such folder") << file(u"missing/chart"_s);
        QTest::newRow("below a file") << file(u"plain/chart"_s);
        QTest::newRow("a folder") << m_folder.path();
        // An administrator may write anywhere, and then this says nothing.
        const QString closed = file(u"closed"_s);
        QDir().mkdir(closed);
        QFile::setPermissions(closed, QFile::ReadOwner | QFile::ExeOwner);
        QFile probe(closed + "/probe"_L1);
        if (!probe.open(QIODevice::WriteOnly)) {
            QTest::newRow("a read-only folder") << QString(closed + "/chart"_L1);
        }
    }

    void unwritable()
    {
        QFETCH(QString, path);
        for (const SaveStatus &status : {saveChartSvg(m_charts[0], {}, path), saveChartPng(m_charts[0], {}, 1, path),
                 saveChartsPdf(m_charts, {}, path)}) {
            QVERIFY2(status.error.startsWith(u"Cannot write %1: "_s.arg(path)), qPrintable(status.error));
            QVERIFY(status.error.size() > path.size() + 18); // there is a cause
        }
    }

    void cleanupTestCase()
    {
        QFile::setPermissions(file(u"closed"_s), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestChartExport)
#include "tst_chartexport.moc"
