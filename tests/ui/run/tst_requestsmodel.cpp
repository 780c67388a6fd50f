// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/requestsmodel.h"

#include "madeuprun.h"
#include "sampleresult.h"
#include "tests/support/testprogram.h"
#include "ui/run/pinnedsortproxy.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

QStringList names(const QAbstractItemModel &model)
{
    QStringList shown;
    for (int row = 0; row < model.rowCount(); ++row) {
        shown << model.index(row, RequestsModel::Name).data().toString();
    }
    return shown;
}

std::vector<RequestFigures> someRequests()
{
    return {
        {.name = RequestName::SaleStatus, .count = 900, .failed = 0, .failedShare = 0.0, .perSecond = 9.0, .p95 = 12.0},
        {.name = RequestName::Buy, .count = 80, .failed = 8, .failedShare = 0.1, .perSecond = 0.8, .p95 = 300.0},
        {.name = RequestName::Confirm, .count = 20, .failed = 0},
        {.count = 1000, .failed = 8, .failedShare = 0.008, .perSecond = 10.0, .p95 = 200.0},
    };
}

} // namespace

class TestRequestsModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsAll()
    {
        RequestsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRequests(figuresOf(sampleResult()).requests);
        QCOMPARE(rowsOf(model),
            QStringList({
                u"sale_status | 3,339 | 33.1/s | 2 | 0.06 % | 1.72 ms | 1.25 ms | 3.05 ms | 3.28 ms | 3.46 ms | 3.5 ms | 2.61 s"_s,
                u"buy | 143 | 1.42/s | 5 | 3.50 % | 22.8 ms | 22.8 ms | 35 ms | 36.5 ms | 37.7 ms | 38 ms | 38.4 ms"_s,
                u"all requests | 3,482 | 34.6/s | 7 | 0.20 % | 786 ms | 7.51 ms | 2.27 s | 3.64 s | 4.74 s | 5.01 s | 4.21 s"_s,
            }));
    }

    void absentIsNotZero()
    {
        RequestsModel model;
        model.setRequests({{.name = RequestName::Buy, .count = 3}, {.count = 3}});
        QCOMPARE(rowsOf(model).first(), u"buy | 3 | – | 0 | – | – | – | – | – | – | – | –"_s);
        QVERIFY(!model.index(0, RequestsModel::P95).data(RequestsModel::SortRole).isValid());
    }

    void sumStaysLast()
    {
        RequestsModel model;
        PinnedSortProxy proxy(&model);
        const QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRequests(someRequests());
        proxy.sort(RequestsModel::Count, Qt::AscendingOrder);
        QCOMPARE(names(proxy), QStringList({u"confirm"_s, u"buy"_s, u"sale_status"_s, u"all requests"_s}));
        proxy.sort(RequestsModel::Count, Qt::DescendingOrder);
        QCOMPARE(names(proxy), QStringList({u"sale_status"_s, u"buy"_s, u"confirm"_s, u"all requests"_s}));
        // By number, not by text: "12 ms" and "300 ms"; what was not measured stands behind.
        proxy.sort(RequestsModel::P95, Qt::AscendingOrder);
        QCOMPARE(names(proxy), QStringList({u"sale_status"_s, u"buy"_s, u"confirm"_s, u"all requests"_s}));
        proxy.sort(RequestsModel::P95, Qt::DescendingOrder);
        QCOMPARE(names(proxy), QStringList({u"buy"_s, u"sale_status"_s, u"confirm"_s, u"all requests"_s}));
        proxy.sort(-1);
        QCOMPARE(names(proxy), QStringList({u"sale_status"_s, u"buy"_s, u"confirm"_s, u"all requests"_s}));
    }

    void newNamesComeInAtTheirPlace()
    {
        RequestsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        std::vector<RequestFigures> requests = someRequests();
        const RequestFigures buy = requests[1];
        requests.erase(requests.begin() + 1);
        model.setRequests(requests);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        requests.insert(requests.begin() + 1, buy);
        requests.back().count += 80;
        model.setRequests(requests);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(inserted[0][1].toInt(), 1);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 3);
        QCOMPARE(reset.count(), 0);
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestRequestsModel)
#include "tst_requestsmodel.moc"
