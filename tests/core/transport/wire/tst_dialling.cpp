// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/wire/dialling.h"

#include "core/transport/wire/origin.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <optional>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

const QHostAddress v4(QHostAddress::LocalHost);
const QHostAddress v6(QHostAddress::LocalHostIPv6);

Origin shopWith(const QList<QHostAddress> &addresses)
{
    Origin origin(QUrl(u"http://shop.invalid:4000/"_s));
    origin.addresses = addresses;
    return origin;
}

Failure refusal()
{
    Failure failure;
    failure.code = errorcode::dialRefused;
    failure.text = u"refused"_s;
    failure.tryNextAddress = true;
    return failure;
}

Failure noPort()
{
    Failure failure;
    failure.code = errorcode::tcp;
    failure.text = u"no port"_s;
    failure.local = true;
    failure.tryNextAddress = true;
    return failure;
}

Failure noDescriptor()
{
    Failure failure = noPort();
    failure.text = u"no descriptor"_s;
    failure.tryNextAddress = false;
    return failure;
}

} // namespace

class TestDialling : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void beginsWithTheOneThatWorked();
    void keepsItsOrderWhileOthersConnect();
    void outOfPortsWhereOthersConnect();
    void tellsTheMostTellingFailure_data();
    void tellsTheMostTellingFailure();
};

void TestDialling::beginsWithTheOneThatWorked()
{
    Origin origin = shopWith({v6, v4});
    Dialling dialling;
    dialling.begin(origin);
    QCOMPARE(dialling.address(), v6);
    QVERIFY(dialling.failed(refusal()));
    QCOMPARE(dialling.address(), v4);
    dialling.connected();
    dialling.begin(origin);
    QCOMPARE(dialling.address(), v4);
    QVERIFY(dialling.failed(refusal()));
    QCOMPARE(dialling.address(), v6);
    QVERIFY(!dialling.failed(refusal()));
}

void TestDialling::keepsItsOrderWhileOthersConnect()
{
    Origin origin = shopWith({v6, v4});
    Dialling one;
    Dialling other;
    one.begin(origin);
    other.begin(origin);
    QVERIFY(one.failed(refusal()));
    one.connected();
    QVERIFY(other.failed(refusal()));
    QCOMPARE(other.address(), v4);
    other.connected();
    QCOMPARE(origin.worked, std::optional<qsizetype>(1));
}

void TestDialling::outOfPortsWhereOthersConnect()
{
    Origin origin = shopWith({v6, v4});
    Dialling one;
    Dialling other;
    one.begin(origin);
    other.begin(origin);
    QVERIFY(one.failed(refusal()));
    one.connected();
    QVERIFY(other.failed(refusal()));
    QVERIFY(!other.failed(noPort()));
    QVERIFY(other.takeFailure().local);
}

void TestDialling::tellsTheMostTellingFailure_data()
{
    QTest::addColumn<qsizetype>("worked"); // -1: none has
    QTest::addColumn<QList<Failure>>("failures");
    QTest::addColumn<QString>("told");
    const auto none = [](const char *what) {
        return QString(u"None of the 2 addresses of shop.invalid took the connection. "_s % QString::fromLatin1(what));
    };
    QTest::newRow("the first refusal") << qsizetype(-1) << QList{refusal(), noPort()} << none("refused");
    QTest::newRow("no IPv6, shop down") << qsizetype(-1) << QList{noPort(), refusal()} << none("refused");
    QTest::newRow("no IPv6, shop gone") << qsizetype(1) << QList{refusal(), noPort()} << none("refused");
    // The next address is one where the shop has never been.
    QTest::newRow("no ports any more") << qsizetype(1) << QList{noPort(), refusal()} << none("no port");
    QTest::newRow("no ports at all") << qsizetype(-1) << QList{noPort(), noPort()} << none("no port");
    QTest::newRow("no other address helps") << qsizetype(1) << QList{noDescriptor()} << u"no descriptor"_s;
}

void TestDialling::tellsTheMostTellingFailure()
{
    QFETCH(qsizetype, worked);
    QFETCH(QList<Failure>, failures);
    QFETCH(QString, told);
    Origin origin = shopWith({v6, v4});
    if (worked >= 0)
        origin.worked = worked;
    Dialling dialling;
    // What an earlier dialling met says nothing any more.
    dialling.begin(origin);
    QVERIFY(dialling.failed(refusal()));
    dialling.begin(origin);
    for (qsizetype i = 0; i < failures.size(); ++i)
        QCOMPARE(dialling.failed(failures.at(i)), i + 1 < failures.size());
    const Failure failure = dialling.takeFailure();
    QCOMPARE(failure.text, told);
    QCOMPARE(failure.local, !told.contains(u"refused"_s));
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestDialling)
#include "tst_dialling.moc"
