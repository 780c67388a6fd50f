// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/runfault.h"

#include "tests/support/testprogram.h"

#include <QTest>

#include <stdexcept>
#include <string>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestRunFault : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTheFirst()
    {
        RunFault fault;
        QVERIFY(!fault.isRaised());
        QCOMPARE(fault.text(), QString());
        guarded(fault, [] {});
        QVERIFY(!fault.isRaised());
        guarded(fault, [] { throw std::runtime_error("first"); });
        fault.raise("second");
        QVERIFY(fault.isRaised());
        QCOMPARE(fault.text(), u"first"_s);
    }

    void namesWhatWasThrown()
    {
        RunFault memory;
        guarded(memory, [] { throw std::bad_alloc(); });
        QCOMPARE(memory.text(), u"out of memory"_s);
        RunFault unknown;
        guarded(unknown, [] { throw 7; });
        QCOMPARE(unknown.text(), u"an exception of an unknown kind"_s);
        RunFault longOne;
        guarded(longOne, [] { throw std::runtime_error(std::string(1'000, 'x')); });
        QCOMPARE(longOne.text(), QString(200, u'x'));
    }

    void isRaisedWhenTheMemoryIsOut()
    {
        const std::new_handler before = std::get_new_handler();
        {
            RunFault fault;
            const MemoryWatch watch(fault);
            const std::new_handler handler = std::get_new_handler();
            QVERIFY(handler && handler != before);
            handler(); // as operator new does; returns, as there was memory kept back
            QCOMPARE(fault.text(), u"out of memory"_s);
            QVERIFY_THROWS_EXCEPTION(std::bad_alloc, handler()); // there is no more
        }
        QVERIFY(std::get_new_handler() == before);
    }

    void reachesTheRunThatIsWatched()
    {
        const auto raised = [] {
            try {
                throw std::runtime_error("in a slot");
            } catch (...) {
                return raiseInWatchedRun();
            }
        };
        QVERIFY(!raised());
        RunFault fault;
        const MemoryWatch watch(fault);
        QVERIFY(raised());
        QCOMPARE(fault.text(), u"in a slot"_s);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestRunFault)
#include "tst_runfault.moc"
