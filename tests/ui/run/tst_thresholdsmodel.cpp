// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/thresholdsmodel.h"

#include "madeuprun.h"
#include "sampleresult.h"
#include "tests/support/testprogram.h"
#include "ui/theme/appearance.h"

#include <QAbstractItemModelTester>
#include <QColor>
#include <QSignalSpy>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using State = ThresholdResult::State;

class TestThresholdsModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsAll()
    {
        ThresholdsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setThresholds(sampleResult().thresholds);
        QCOMPARE(rowsOf(model),
            QStringList({
                u"http_req_failed | rate<0.01 | rate=0.2011 % | ✓ pass |  | "_s,
                u"http_req_duration | p(95)<2000 | p(95)=441.25 ms | ✓ pass |  | "_s,
                u"http_req_duration | p(99)<5000 | p(99)=5,000.4 ms | ✕ fail | stops the run, after 10s | "_s,
                u"http_req_duration{name:buy} | p(95)<20 | p(95)=36.475 ms | ✕ fail |  | "_s,
                u"fs_r_confirm_success | rate>0.5 | – | – no data |  | nothing was confirmed"_s,
                u"fs_overbooking | value==0 | value=1 | ✕ fail |  | "_s,
                u"fs_underselling | value==0 | value=0 | ✓ pass |  | "_s,
            }));
        QCOMPARE(model.count(State::Fail), 3);
        QCOMPARE(model.count(State::Pass), 3);
        QCOMPARE(model.count(State::NoData), 1);
    }

    void saysWhyThereIsNoData()
    {
        ThresholdsModel model;
        const std::vector<ThresholdResult> thresholds{
            {.metric = u"http_reqs"_s, .expression = u"count>0"_s},
            {.metric = u"fs_overbooking"_s, .expression = u"value==0"_s},
        };
        model.setThresholds(thresholds);
        QCOMPARE(model.index(0, ThresholdsModel::Note).data().toString(), u"nothing measured"_s);
        QCOMPARE(model.index(1, ThresholdsModel::Note).data().toString(), u"known once the books are read"_s);
    }

    void sortsByValue()
    {
        ThresholdsModel model;
        model.setThresholds(sampleResult().thresholds);
        const auto raw = [&](int row, int column) { return model.index(row, column).data(ThresholdsModel::SortRole); };
        QCOMPARE(raw(1, ThresholdsModel::Actual).toDouble(), 441.25);
        QVERIFY(!raw(4, ThresholdsModel::Actual).isValid());
        QVERIFY(raw(2, ThresholdsModel::State).toInt() > raw(4, ThresholdsModel::State).toInt());
        QVERIFY(raw(4, ThresholdsModel::State).toInt() > raw(0, ThresholdsModel::State).toInt());
        QVERIFY(raw(2, ThresholdsModel::Abort).toLongLong() > raw(0, ThresholdsModel::Abort).toLongLong());
    }

    void tellsOnlyWhatChanged()
    {
        ThresholdsModel model;
        std::vector<ThresholdResult> thresholds = sampleResult().thresholds;
        model.setThresholds(thresholds);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setThresholds(thresholds);
        QCOMPARE(changed.count(), 0);
        thresholds[1].actual = 2000.5;
        thresholds[1].state = State::Fail;
        model.setThresholds(thresholds);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 1);
        QCOMPARE(changed[0][1].toModelIndex().row(), 1);
        QCOMPARE(model.index(1, ThresholdsModel::State).data().toString(), u"✕ fail"_s);
        QCOMPARE(reset.count(), 0);
    }

    void followsTheScheme()
    {
        ThresholdsModel model;
        model.setThresholds(sampleResult().thresholds);
        const QModelIndex failing = model.index(2, ThresholdsModel::State);
        Appearance::instance().initialise();
        Appearance::instance().setScheme(Appearance::Scheme::Light);
        QCOMPARE(failing.data(Qt::ForegroundRole).value<QColor>(), toColor(lightTokens.fail));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        Appearance::instance().setScheme(Appearance::Scheme::Dark);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(failing.data(Qt::ForegroundRole).value<QColor>(), toColor(darkTokens.fail));
        QVERIFY(!model.index(2, ThresholdsModel::Metric).data(Qt::ForegroundRole).isValid());
    }

    /// Names and expressions come from a file, which may hold anything.
    void showsForeignTextsHarmlessly()
    {
        ThresholdsModel model;
        const std::vector<ThresholdResult> thresholds{{.metric = QString(u"<b>x\u202e"_s + QString(10'000, u'y')),
            .expression = u"p(95)<\x1b[31m"_s,
            .state = State::Fail,
            .actual = 1.5,
            .note = u"a\nb"_s}};
        model.setThresholds(thresholds);
        const QString metric = model.index(0, ThresholdsModel::Metric).data().toString();
        QVERIFY(metric.startsWith(u"<b>x‹U+202E›"_s));
        QVERIFY(metric.size() <= 200);
        QVERIFY(!model.index(0, ThresholdsModel::Expression).data().toString().contains(u'\x1b'));
        QCOMPARE(model.index(0, ThresholdsModel::Note).data().toString(), u"a␊b"_s);
        QCOMPARE(model.index(0, ThresholdsModel::Actual).data().toString(), u"1.5"_s);
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestThresholdsModel)
#include "tst_thresholdsmodel.moc"
