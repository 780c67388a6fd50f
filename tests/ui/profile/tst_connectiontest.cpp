// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/connectiontest.h"

#include "tests/support/scriptedserver.h"
#include "tests/support/testprogram.h"
#include "ui/profile/connectionpanel.h"
#include "ui/profile/profiledocument.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QtTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = ConnectionOutcome::Kind;

namespace {

const QByteArray kNotFound = R"({"item": null, "meta": {"status": "not_found"}})";

TargetSettings targetAt(const QString &base)
{
    TargetSettings target;
    target.apiBase = base;
    return target;
}

ConnectionOutcome ask(
    const TargetSettings &target, const QMap<QString, QString> &headers = {}, std::chrono::milliseconds limit = 10s)
{
    ConnectionTest test;
    ConnectionOutcome outcome;
    int answers = 0;
    QObject::connect(&test, &ConnectionTest::finished, &test, [&](const ConnectionOutcome &o) {
        outcome = o;
        ++answers;
    });
    test.start(target, headers, limit);
    if (answers != 0 || !test.isRunning())
        qFatal("the answer came from inside start()");
    if (!QTest::qWaitFor([&answers] { return answers > 0; }, 20'000))
        qFatal("no answer came");
    if (test.isRunning())
        qFatal("the test still runs");
    return outcome;
}

} // namespace

class tst_ConnectionTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answers_data()
    {
        QTest::addColumn<ScriptedAnswer>("answer");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *name, const ScriptedAnswer &answer, Kind kind, const QString &sentence) {
            QTest::newRow(name) << answer << int(kind) << sentence;
        };
        const QString other = u"Something answers there, but not as the shop's API does: "_s;
        row("the shop", ScriptedAnswer::json(200, kNotFound), Kind::Shop, u"The shop's API answers there."_s);
        row("the shop, flat", ScriptedAnswer::json(200, R"({"status": "ended", "soldOut": true})"), Kind::Shop,
            u"The shop's API answers there."_s);
        row("a web page", ScriptedAnswer::http(200, "<!doctype html><p>Welcome"), Kind::SomethingElse, other);
        row("other JSON", ScriptedAnswer::json(200, "{\"ok\": true}"), Kind::SomethingElse, other);
        row("nothing at all", ScriptedAnswer::http(204), Kind::SomethingElse, other);
        row("no such page", ScriptedAnswer::http(404, "gone"), Kind::SomethingElse, other + u"status 404.");
        row("no such route", ScriptedAnswer::json(404, R"({"message": "Route not found"})"), Kind::SomethingElse,
            other + u"status 404, “Route not found”.");
        row("credentials", ScriptedAnswer::http(401), Kind::SomethingElse,
            u"Something answers there, but lets nobody in without credentials (status 401)."_s);
        row("its own error", ScriptedAnswer::http(502, "<h1>Bad gateway</h1>"), Kind::SomethingElse,
            u"Something answers there, but with an error of its own (status 502)."_s);
        row("sends on", ScriptedAnswer::http(301, {}, {{"Location", "https://u:pw@example.test/x"}}),
            Kind::SomethingElse, u"Something answers there, but sends its visitors on to https://"_s);
        row("text that tries things",
            ScriptedAnswer::json(400, "{\"message\": \"<b>\\u202e\\u0007\\n" + QByteArray(10'000, 'x') + "\"}"),
            Kind::SomethingElse, other + u"status 400, “<b>");
        row("no HTTP", ScriptedAnswer::raw("SSH-2.0-OpenSSH_9.2\r\n", ScriptedAnswer::End::Close), Kind::Unreachable,
            u"No answer comes from 127.0.0.1:"_s);
        row("closes", ScriptedAnswer::raw({}, ScriptedAnswer::End::Close), Kind::Unreachable,
            u"No answer comes from 127.0.0.1:"_s);
    }
    void answers()
    {
        QFETCH(ScriptedAnswer, answer);
        QFETCH(int, kind);
        QFETCH(QString, sentence);
        for (const Transport transport : {Transport::Lean, Transport::Stock}) {
            ScriptedServer server;
            server.onRequest([&answer](const ScriptedRequest &) { return answer; });
            TargetSettings target = targetAt(server.base() + u"/shop/v2/");
            target.transport = transport;
            const ConnectionOutcome outcome = ask(target);
            QCOMPARE(int(outcome.kind), kind);
            QVERIFY2(outcome.sentence.startsWith(sentence), qPrintable(outcome.sentence));
            QVERIFY2(outcome.sentence.size() < 320, qPrintable(outcome.sentence));
            QVERIFY(!outcome.sentence.contains(u'\n') && !outcome.sentence.contains(QChar(0x202e)));
            QVERIFY(!outcome.sentence.contains(u"pw@"));
            QVERIFY(outcome.elapsed > 0ns);
            QCOMPARE(server.requests().first().target,
                "/shop/v2/flash-sales/public/sale?flashSaleId=000000000000000000000000");
            QCOMPARE(server.requests().first().method, "GET");
        }
    }

    void tellsTheServerAndSendsTheHeaders()
    {
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &) {
            return ScriptedAnswer::http(200, kNotFound, {{"Server", "nginx/1.22 " + QByteArray(500, 'x')}});
        });
        const ConnectionOutcome outcome = ask(targetAt(server.base()), {{u"X-Team"_s, u"shop"_s}});
        QCOMPARE(outcome.status, 200);
        QVERIFY2(outcome.server.startsWith(u"nginx/1.22") && outcome.server.size() <= 60, qPrintable(outcome.server));
        QCOMPARE(server.requests().first().header("X-Team"), "shop");
    }

    void secretsAreNotRepeated()
    {
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &request) {
            return ScriptedAnswer::json(400, "{\"message\": \"bad " + request.header("Authorization") + "\"}");
        });
        const ConnectionOutcome outcome = ask(targetAt(server.base()), {{u"Authorization"_s, u"Bearer sesame-1"_s}});
        QVERIFY2(outcome.sentence.contains(u"bad ***"), qPrintable(outcome.sentence));
        QVERIFY(!outcome.sentence.contains(u"sesame"));
    }

    void nobodyListens()
    {
        QTcpServer reserved;
        QVERIFY(reserved.listen(QHostAddress::LocalHost));
        const quint16 port = reserved.serverPort();
        reserved.close();
        const ConnectionOutcome outcome = ask(targetAt(u"http://127.0.0.1:%1"_s.arg(port)));
        QCOMPARE(int(outcome.kind), int(Kind::Refused));
        QCOMPARE(outcome.sentence, u"Nobody listens at 127.0.0.1:%1: the connection was refused."_s.arg(port));
        QCOMPARE(outcome.status, 0);
    }

    void unknownName()
    {
        // Too long for any name server to be asked.
        const QString host = QStringList(5, QString(60, u'a')).join(u'.') + u".invalid";
        const ConnectionOutcome outcome = ask(targetAt(u"http://"_s + host));
        QCOMPARE(int(outcome.kind), int(Kind::NameUnknown));
        QVERIFY2(outcome.sentence.startsWith(u"The name cannot be found: "), qPrintable(outcome.sentence));
        QVERIFY(outcome.sentence.contains(host.first(60)));
    }

    void certificateThatNobodyVouchesFor()
    {
        const QString folder = QString::fromUtf8(TEST_CERTIFICATES);
        ScriptedServer server;
        server.useTls(folder + u"/test-only-certificate.pem", folder + u"/test-only-key.pem");
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::json(200, kNotFound); });
        TargetSettings target = targetAt(server.base());
        const ConnectionOutcome distrusted = ask(target);
        QCOMPARE(int(distrusted.kind), int(Kind::Tls));
        QVERIFY2(
            distrusted.sentence.startsWith(u"Could not establish a secure connection: ") && distrusted.sentence.size() > 53,
            qPrintable(distrusted.sentence));
        target.tlsVerify = false;
        QCOMPARE(int(ask(target).kind), int(Kind::Shop));
        target.tlsVerify = true;
        target.caFile = folder + u"/none.pem";
        const ConnectionOutcome impossible = ask(target);
        QVERIFY2(impossible.kind != Kind::Shop && impossible.sentence.contains(u"none.pem"),
            qPrintable(impossible.sentence));
    }

    void plainServerBehindHttps()
    {
        ScriptedServer server;
        server.onConnection([](int) { return ScriptedServer::Reception::Close; });
        TargetSettings target = targetAt(server.base().replace(u"http:"_s, u"https:"_s));
        const ConnectionOutcome outcome = ask(target);
        QVERIFY(outcome.kind == Kind::Tls || outcome.kind == Kind::Unreachable);
        QVERIFY(outcome.sentence.size() > 35);
    }

    void silence()
    {
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::silence(); });
        const ConnectionOutcome outcome = ask(targetAt(server.base()), {}, 50ms);
        QCOMPARE(int(outcome.kind), int(Kind::TimedOut));
        QVERIFY2(outcome.sentence.endsWith(u"within 50ms."), qPrintable(outcome.sentence));
        TargetSettings target = targetAt(server.base());
        target.requestTimeout = 20ms;
        QVERIFY(ask(target).sentence.endsWith(u"within 20ms."));
    }

    void noAddress()
    {
        for (const char *base : {"", "localhost:4000", "ftp://localhost", "http://", "http://a b"}) {
            const ConnectionOutcome outcome = ask(targetAt(QString::fromLatin1(base)));
            QCOMPARE(int(outcome.kind), int(Kind::Impossible));
            QVERIFY(!outcome.sentence.isEmpty());
        }
    }

    void cancelIsSilent()
    {
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::silence(); });
        ConnectionTest test;
        QSignalSpy finished(&test, &ConnectionTest::finished);
        QSignalSpy running(&test, &ConnectionTest::runningChanged);
        test.start(targetAt(server.base()), {});
        QTRY_COMPARE(server.requests().size(), 1);
        test.cancel();
        QVERIFY(!test.isRunning());
        QTRY_COMPARE(server.connectionsOpen(), 0);
        test.cancel();
        // An address that is none is told later, and then not at all.
        test.start(targetAt({}), {});
        test.cancel();
        QCoreApplication::processEvents();
        QCOMPARE(finished.size(), 0);
        QCOMPARE(running.size(), 4);
    }

    void startingAgainDropsTheFirst()
    {
        ScriptedServer server;
        server.script({ScriptedAnswer::silence(), ScriptedAnswer::json(200, kNotFound)});
        ConnectionTest test;
        QSignalSpy finished(&test, &ConnectionTest::finished);
        test.start(targetAt(server.base()), {});
        QTRY_COMPARE(server.requests().size(), 1);
        test.start(targetAt(server.base()), {});
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(!test.isRunning());
    }

    void panelSaysItAllAndForgetsItWithTheTarget()
    {
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &) {
            return ScriptedAnswer::http(200, kNotFound, {{"Server", "<i>x</i>"}});
        });
        ProfileDocument document;
        document.setText(u"target.apiBase"_s, server.base());
        ConnectionPanel panel(document);
        panel.button()->click();
        QCOMPARE(panel.button()->text(), u"Cancel test"_s);
        QVERIFY2(panel.resultText().startsWith(u"Asking http://127.0.0.1:"), qPrintable(panel.resultText()));
        QTRY_VERIFY(panel.resultText().startsWith(u'✓'));
        QVERIFY2(panel.resultText().startsWith(u"✓ The shop's API answers there. (status 200 · server <i>x</i> · "),
            qPrintable(panel.resultText()));
        QCOMPARE(panel.button()->text(), u"Test connection"_s);
        for (const QLabel *label : panel.findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
        document.setText(u"name"_s, u"still the same target"_s);
        QVERIFY(!panel.resultText().isEmpty());
        document.setText(u"target.apiBase"_s, u"http://localhost:1"_s);
        QVERIFY(panel.resultText().isEmpty());
    }

    void panelCancelsAndRefusesWhatIsBroken()
    {
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::silence(); });
        ProfileDocument document;
        document.setText(u"target.apiBase"_s, server.base());
        ConnectionPanel panel(document);
        panel.button()->click();
        QTRY_COMPARE(server.requests().size(), 1);
        panel.button()->click();
        QCOMPARE(panel.resultText(), u"The test was cancelled."_s);
        document.setText(u"target.apiBase"_s, u"nonsense"_s);
        panel.button()->click();
        QCOMPARE(panel.resultText(), u"✕ Fix the errors of the target's fields first."_s);
        QVERIFY(!panel.test().isRunning());
    }
};

DOORBUSTER_TEST(QTEST_MAIN, tst_ConnectionTest)
#include "tst_connectiontest.moc"
