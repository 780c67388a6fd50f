// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/runverification.h"

#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

/// A run verified with this much left, and the verdict on orders by others, if there was one.
VerificationReport reportOf(qint64 remaining, std::optional<CheckVerdict> foreign)
{
    VerificationReport report;
    report.performed = true;
    report.remaining = remaining;
    if (foreign)
        report.checks.push_back({.id = CheckId::NoForeignOrder, .verdict = *foreign});
    return report;
}

BookReadings booksWith(qint64 remaining)
{
    BookReadings books;
    books.sale = SaleReading{.remaining = remaining};
    return books;
}

} // namespace

class TestRunVerification : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void othersMayHaveBought_data()
    {
        QTest::addColumn<VerificationReport>("then");
        QTest::addColumn<BookReadings>("now");
        QTest::addColumn<bool>("mayHave");
        const VerificationReport alone = reportOf(3, CheckVerdict::Pass);
        QTest::newRow("the stock is as it was") << alone << booksWith(3) << false;
        QTest::newRow("nobody told of others then") << reportOf(3, CheckVerdict::NoData) << booksWith(3) << false;
        QTest::newRow("less is left") << alone << booksWith(2) << true;
        QTest::newRow("more is left") << alone << booksWith(4) << true;
        QTest::newRow("the stock is not known now") << alone << BookReadings() << true;
        VerificationReport unread = alone;
        unread.remaining.reset();
        QTest::newRow("the stock was not known then") << unread << booksWith(3) << true;
        VerificationReport aborted = alone;
        aborted.performed = false;
        QTest::newRow("never verified") << aborted << booksWith(3) << true;
        QTest::newRow("others had bought then") << reportOf(3, CheckVerdict::Inconclusive) << booksWith(3) << true;
        QTest::newRow("by a version without the check") << reportOf(3, {}) << booksWith(3) << true;
    }

    void othersMayHaveBought()
    {
        QFETCH(VerificationReport, then);
        QFETCH(BookReadings, now);
        QFETCH(bool, mayHave);
        QCOMPARE(othersMayHaveBoughtSince(then, now), mayHave);
    }

    /// Of a sale that was there before, only the shop knows how many units it began with.
    void startingStockIsKnownOfOwnSalesOnly()
    {
        RunResult run;
        run.profile.sale.startingQuantity = 7;
        run.saleCreated = true;
        QCOMPARE(verificationInput(run, {}).startingQuantity, std::optional<qint64>(7));
        run.saleCreated = false;
        QCOMPARE(verificationInput(run, {}).startingQuantity, std::optional<qint64>());
    }

    void theAdminListIsAskedForAsTheProfileSays_data()
    {
        QTest::addColumn<AdminList>("adminList");
        QTest::addColumn<bool>("wanted");
        QTest::addColumn<bool>("required");
        QTest::newRow("auto") << AdminList::Auto << true << false;
        QTest::newRow("on") << AdminList::On << true << true;
        QTest::newRow("off") << AdminList::Off << false << false;
    }

    void theAdminListIsAskedForAsTheProfileSays()
    {
        QFETCH(AdminList, adminList);
        RunResult run;
        run.profile.verification.adminList = adminList;
        const VerificationInput input = verificationInput(run, {});
        QTEST(input.adminListWanted, "wanted");
        QTEST(input.adminListRequired, "required");
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestRunVerification)
#include "tst_runverification.moc"
