// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/chartsaving.h"

#include "tests/support/testprogram.h"
#include "ui/charts/timechart.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QImage>
#include <QMessageBox>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <memory>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestChartSaving : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<TimeChart> m_chart;

    QString file(const QString &name) const { return m_folder.filePath(name); }

    /// Chooses "Save picture…" and this file.
    void saveAs(const QString &path)
    {
        m_chart->actions().at(1)->trigger();
        auto *dialog = m_chart->findChild<QFileDialog *>();
        QVERIFY(dialog);
        Q_EMIT dialog->fileSelected(path);
        delete dialog;
        QVERIFY(QThreadPool::globalInstance()->waitForDone(20'000));
        QCoreApplication::processEvents();
    }

private Q_SLOTS:
    void init()
    {
        ChartData data{.id = u"late/ncy"_s, .title = u"Latency"_s, .xTo = 10};
        data.series = {{.id = u"p50"_s, .name = u"median"_s, .x = {0, 5, 10}, .y = {1, 2, 3}},
            {.id = u"p99"_s, .name = u"worst"_s, .x = {0, 5, 10}, .y = {4, 5, 6}}};
        m_chart = std::make_unique<TimeChart>(u"Latency"_s);
        m_chart->setData(data);
        offerPicturesOf(m_chart.get());
    }

    void copiesByTheUsualKeys()
    {
        m_chart->show();
        QVERIFY(QTest::qWaitForWindowActive(m_chart.get()));
        m_chart->setFocus();
        QGuiApplication::clipboard()->clear();
        QTest::keySequence(m_chart.get(), QKeySequence::Copy);
        QTRY_COMPARE(QGuiApplication::clipboard()->image().size(), QSize(1600, 640));
    }

    void savesInEachFormat_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("beginning");
        QTest::newRow("SVG") << u"a.svg"_s << "<svg"_ba;
        QTest::newRow("PNG") << u"b.PNG"_s << "\x89PNG"_ba;
        QTest::newRow("PDF") << u"c.pdf"_s << "%PDF"_ba;
    }

    void savesInEachFormat()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, beginning);
        saveAs(file(name));
        QFile saved(file(name));
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QVERIFY(saved.readAll().startsWith(beginning));
        QVERIFY(!m_chart->findChild<QMessageBox *>());
    }

    void savesWhatIsSeen()
    {
        m_chart->setSeriesHidden(u"p99"_s, true);
        saveAs(file(u"seen.svg"_s));
        QFile saved(file(u"seen.svg"_s));
        QVERIFY(saved.open(QIODevice::ReadOnly));
        const QByteArray svg = saved.readAll();
        QVERIFY(svg.contains("median"));
        QVERIFY(!svg.contains("worst"));
    }

    void proposesASafeName()
    {
        m_chart->actions().at(1)->trigger();
        auto *dialog = m_chart->findChild<QFileDialog *>();
        QVERIFY(dialog);
        QCOMPARE(QFileInfo(dialog->selectedFiles().value(0)).fileName(), u"late-ncy.svg"_s);
    }

    void saysWhatWentWrong_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("an unknown ending") << u"chart.jpg"_s;
        QTest::newRow("no ending") << u"chart"_s;
        QTest::newRow("no such folder") << u"nowhere/chart.png"_s;
    }

    void saysWhatWentWrong()
    {
        QFETCH(QString, name);
        saveAs(file(name));
        auto *box = m_chart->findChild<QMessageBox *>();
        QVERIFY(box);
        QVERIFY2(box->text().contains(file(name)), qPrintable(box->text()));
        QVERIFY(!QFile::exists(file(name)));
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestChartSaving)
#include "tst_chartsaving.moc"
