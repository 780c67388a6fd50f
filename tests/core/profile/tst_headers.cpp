// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/headers.h"

#include "tests/support/testprogram.h"

#include <QtTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class tst_Headers final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// What a profile of somebody else's may not have sent unasked.
    void namesTheVariablesToGuard()
    {
        QCOMPARE(guardedVariables({}), QStringList());
        QCOMPARE(guardedVariables({{u"A"_s, u"Bearer ${B_TOKEN}"_s}, {u"B"_s, u"${A_TOKEN}:${B_TOKEN}"_s},
                     {u"C"_s, u"$NOT {NOT}"_s}, {u"D"_s, u"${DOORBUSTER_KEY}"_s}}),
            (QStringList{u"A_TOKEN"_s, u"B_TOKEN"_s}));
        QCOMPARE(guardedVariables({{u"A"_s, u"${DOORBUSTER_ADMIN_PASSWORD}"_s}}),
            QStringList{u"DOORBUSTER_ADMIN_PASSWORD"_s});
    }

    void secret_data()
    {
        QTest::addColumn<bool>("secret");
        for (const char *name : {"Authorization", "authorization", "Proxy-Authorization", "Cookie", "Set-Cookie",
                 "X-Api-Key", "x_api_key", "ApiKey", "X-Auth-Token", "X-Auth", "X-CSRF-Token", "X-Amz-Signature",
                 "Client-Secret", "X-Password", "Ocp-Apim-Subscription-Key", "X-SessionId", "X-JWT"})
            QTest::newRow(name) << true;
        for (const char *name : {"Accept", "Accept-Language", "User-Agent", "X-Request-Id", "X-Author", "X-Keyboard",
                 "Idempotency-Key", "X-Forwarded-For", "Cache-Control"})
            QTest::newRow(name) << false;
    }
    void secret() { QTEST(isSecretHeader(QString::fromUtf8(QTest::currentDataTag())), "secret"); }

    void problems_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("word"); // empty = fine
        QTest::newRow("plain") << u"X-Request-Id"_s << u"a b; c=1"_s << QString();
        QTest::newRow("empty") << u"X-A"_s << QString() << QString();
        QTest::newRow("reference") << u"Authorization"_s << u"Bearer ${SHOP_TOKEN}"_s << QString();
        QTest::newRow("two references") << u"Cookie"_s << u"a=${A}; b=${B_2}"_s << QString();
        QTest::newRow("dollar") << u"X-A"_s << u"5 $ {x}"_s << QString();
        QTest::newRow("written out") << u"Authorization"_s << u"Bearer abc"_s << u"${SHOP_SECRET}"_s;
        QTest::newRow("no name") << QString() << u"x"_s << u"name"_s;
        QTest::newRow("space in name") << u"X A"_s << u"x"_s << u"name"_s;
        QTest::newRow("colon in name") << u"X:"_s << u"x"_s << u"name"_s;
        QTest::newRow("umlaut in name") << u"Ä"_s << u"x"_s << u"name"_s;
        QTest::newRow("line break") << u"X-A"_s << u"a\r\nX-B: c"_s << u"line breaks"_s;
        QTest::newRow("zero") << u"X-A"_s << QString(QChar(0)) << u"printable"_s;
        QTest::newRow("umlaut") << u"X-A"_s << u"ä"_s << u"ASCII"_s;
        QTest::newRow("never closed") << u"X-A"_s << u"${A"_s << u"no ${NAME}"_s;
        QTest::newRow("odd name") << u"X-A"_s << u"${A-B}"_s << u"no ${NAME}"_s;
        QTest::newRow("host") << u"HOST"_s << u"x"_s << u"client itself"_s;
        QTest::newRow("length") << u"Content-Length"_s << u"1"_s << u"client itself"_s;
    }
    void problems()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(QString, word);
        const auto problem = headerProblem(name, value);
        QCOMPARE(problem.has_value(), !word.isEmpty());
        QVERIFY2(!problem || problem->contains(word), qPrintable(problem.value_or(QString())));
        QVERIFY(!problem || !problem->contains(u"abc"));
    }

    void redaction()
    {
        QCOMPARE(redactedHeader(u"Cookie", u"a=b"_s), u"••••••"_s);
        QCOMPARE(redactedHeader(u"Cookie", u"${A}"_s), u"${A}"_s);
        QCOMPARE(redactedHeader(u"Accept", u"text/plain"_s), u"text/plain"_s);
    }

    void expansion()
    {
        QProcessEnvironment environment;
        environment.insert(u"TOKEN"_s, u"t0k ${B}"_s);
        environment.insert(u"B"_s, u"bee"_s);
        const auto expanded = expandHeaders(
            {{u"Authorization"_s, u"Bearer ${TOKEN}!"_s}, {u"X-Two"_s, u"${B}${B}"_s}, {u"X-Plain"_s, u"$B"_s}},
            environment);
        QVERIFY(expanded.errors.isEmpty());
        // What a variable holds is not expanded again.
        QCOMPARE(expanded.headers.value(u"Authorization"_s), u"Bearer t0k ${B}!"_s);
        QCOMPARE(expanded.headers.value(u"X-Two"_s), u"beebee"_s);
        QCOMPARE(expanded.headers.value(u"X-Plain"_s), u"$B"_s);
    }

    void secretsOfHeaders_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("expanded");
        QTest::addColumn<QStringList>("secrets");
        QTest::newRow("nobody's secret") << u"X-Plain"_s << u"plain"_s << u"plain"_s << QStringList();
        QTest::newRow("empty") << u"X-Api-Key"_s << QString() << QString() << QStringList();
        QTest::newRow("by its name") << u"X-Api-Key"_s << u"key"_s << u"key"_s << QStringList{u"key"_s};
        QTest::newRow("by its origin") << u"X-Tenant"_s << u"${T}"_s << u"acme"_s << QStringList{u"acme"_s};
        QTest::newRow("a part by its origin")
            << u"X-Tenant"_s << u"(${T})+"_s << u"(acme)+"_s << QStringList{u"(acme)+"_s, u"acme"_s};
        QTest::newRow("two parts") << u"X-Tenant"_s << u"${A}:${B}"_s << u"ac:me"_s
                                   << QStringList{u"ac:me"_s, u"ac"_s, u"me"_s};
        QTest::newRow("with a scheme") << u"Authorization"_s << u"Bearer ${T}"_s << u"Bearer token"_s
                                       << QStringList{u"Bearer token"_s, u"token"_s};
        QTest::newRow("with a scheme from there")
            << u"Authorization"_s << u"${T}"_s << u"Bearer token"_s << QStringList{u"Bearer token"_s, u"token"_s};
        QTest::newRow("cookies") << u"Cookie"_s << u"a=${T}; b=c="_s << u"a=token; b=c="_s
                                 << QStringList{u"a=token; b=c="_s, u"token"_s, u"c="_s};
        QTest::newRow("cookies from there")
            << u"Cookie"_s << u"${C}"_s << u"a=token; b=c="_s << QStringList{u"a=token; b=c="_s, u"token"_s, u"c="_s};
    }

    void secretsOfHeaders()
    {
        QFETCH(QString, name);
        QFETCH(QString, written);
        QFETCH(QString, expanded);
        QFETCH(QStringList, secrets);
        QCOMPARE(headerSecrets({{name, written}}, {{name, expanded}}), secrets);
    }

    void expansionErrors()
    {
        QProcessEnvironment environment;
        environment.insert(u"EMPTY"_s, QString());
        environment.insert(u"BREAK"_s, u"a\nX-Evil: 1"_s);
        const auto expanded =
            expandHeaders({{u"A"_s, u"${MISSING}"_s}, {u"B"_s, u"${EMPTY}"_s}, {u"C"_s, u"${BREAK}"_s}}, environment);
        QCOMPARE(describe(expanded.errors),
            u"target.headers.A: the environment variable MISSING is not set\n"
            "target.headers.B: the environment variable EMPTY is empty\n"
            "target.headers.C: the environment variable BREAK holds characters that a header cannot"_s);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, tst_Headers)
#include "tst_headers.moc"
