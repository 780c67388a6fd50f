// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/wire/hostresolver.h"

#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

// A label may have 63 characters, so this fails without a question to any server.
static const QString impossible = QString(64, u'a') + u".invalid"_s;

class TestHostResolver : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void literalsAndKnownNamesAnswerAtOnce_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("address");
        QTest::newRow("IPv4") << u"127.0.0.1"_s << u"127.0.0.1"_s;
        QTest::newRow("IPv6") << u"::1"_s << u"::1"_s;
        QTest::newRow("known") << u"shop.invalid"_s << u"127.0.0.7"_s;
    }

    void literalsAndKnownNamesAnswerAtOnce()
    {
        QFETCH(QString, host);
        QFETCH(QString, address);
        HostResolver resolver({{u"shop.invalid"_s, {QHostAddress(u"127.0.0.7"_s)}}});
        QList<QHostAddress> got;
        resolver.resolve(host, [&](const HostResolver::Answer &answer) { got = answer.addresses; });
        QCOMPARE(got, QList<QHostAddress>{QHostAddress(address)});
    }

    void namesAnswerFromTheEventLoopAndAreKept()
    {
        HostResolver resolver({});
        int answers = 0;
        QList<QHostAddress> got;
        const auto take = [&](const HostResolver::Answer &answer) {
            ++answers;
            got = answer.addresses;
        };
        resolver.resolve(u"localhost"_s, take);
        resolver.resolve(u"localhost"_s, take);
        QCOMPARE(answers, 0);
        QTRY_COMPARE(answers, 2);
        QVERIFY(got.contains(QHostAddress(QHostAddress::LocalHost))
            || got.contains(QHostAddress(QHostAddress::LocalHostIPv6)));
        resolver.resolve(u"localhost"_s, take);
        QCOMPARE(answers, 3);
    }

    void failureNamesTheHostAndIsNotKept()
    {
        HostResolver resolver({});
        for (int round = 0; round < 2; ++round) {
            HostResolver::Answer got;
            bool done = false;
            resolver.resolve(impossible, [&](const HostResolver::Answer &answer) {
                got = answer;
                done = true;
            });
            QVERIFY(!done);
            QTRY_VERIFY(done);
            QVERIFY(got.addresses.isEmpty());
            QVERIFY2(got.error.contains(impossible), qPrintable(got.error));
        }
    }

    void mayGoWhileALookUpIsUnderWay()
    {
        auto resolver = std::make_unique<HostResolver>(QHash<QString, QList<QHostAddress>>());
        resolver->resolve(u"localhost"_s, [](const HostResolver::Answer &) { QFAIL("called after the end"); });
        resolver.reset();
        bool done = false;
        HostResolver other({});
        other.resolve(u"localhost"_s, [&](const HostResolver::Answer &) { done = true; });
        QTRY_VERIFY(done);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestHostResolver)
#include "tst_hostresolver.moc"
