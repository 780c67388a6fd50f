// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/meaning.h"

#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;

class TestMeaning : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesComeBack()
    {
        for (int meaning = 0; meaning < meaningCount; ++meaning)
            QVERIFY(meaningFromString(toString(Meaning(meaning))) == Meaning(meaning));
        QVERIFY(!meaningFromString(u""));
        QVERIFY(!meaningFromString(u"Sold out"));
    }

    /// What may have been done, or may be done at the next try, is no refusal.
    void aRefusalIsCertain()
    {
        for (const Meaning meaning : {Meaning::NoAnswer, Meaning::Busy, Meaning::RateLimited, Meaning::Unclear,
                 Meaning::Unreadable, Meaning::Processing, Meaning::Confirming, Meaning::Unsure, Meaning::Queued, Meaning::Held,
                 Meaning::LostPlace, Meaning::Bought, Meaning::Open, Meaning::Done})
            QVERIFY2(!isRefusal(meaning), qPrintable(toString(meaning).toString()));
        for (const Meaning meaning : {Meaning::Refused, Meaning::NotStarted, Meaning::SoldOut, Meaning::Ended,
                 Meaning::AlreadyBought, Meaning::HoldExpired})
            QVERIFY2(isRefusal(meaning), qPrintable(toString(meaning).toString()));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestMeaning)
#include "tst_meaning.moc"
