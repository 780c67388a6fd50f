// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/worker/workerpool.h"

#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;

class TestWorkerPool : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasNobodyToTellBeforeItStarts()
    {
        WorkerPool pool;
        QCOMPARE(pool.size(), 0);
        pool.post(CutLoad{});
        pool.readOrders({}, 1);
        QVERIFY(pool.takeReports().empty());
    }

    void takesReportsInTheirOrder()
    {
        WorkerPool pool;
        pool.reports().post({.worker = 1, .requestsIssued = 5});
        pool.reports().post({.worker = 0, .requestsIssued = 2});
        pool.reports().post({.worker = 1, .requestsIssued = 6});
        const auto reports = pool.takeReports();
        QCOMPARE(reports.size(), std::size_t(3));
        QCOMPARE(reports[0].requestsIssued, quint64(5));
        QCOMPARE(reports[2].requestsIssued, quint64(6));
        QVERIFY(pool.takeReports().empty());
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestWorkerPool)
#include "tst_workerpool.moc"
