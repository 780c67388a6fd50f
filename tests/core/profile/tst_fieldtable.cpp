// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/fieldtable.h"

#include "core/profile/jsonreader.h"
#include "tests/core/profile/othervalue.h"
#include "tests/support/testprogram.h"

#include <QSet>
#include <QtTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

const Field &at(const QString &path)
{
    const Field *field = fieldAt(path);
    if (!field)
        qFatal("no field %s", qPrintable(path));
    return *field;
}

QString problemOf(const FieldReading &reading)
{
    const auto *problem = std::get_if<FieldProblem>(&reading);
    return problem ? problem->message : QString();
}

} // namespace

class tst_FieldTable final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsAreComplete()
    {
        QSet<QString> paths;
        for (const Field &field : fieldTable()) {
            QVERIFY2(!paths.contains(field.path), qPrintable(field.path));
            paths.insert(field.path);
            QVERIFY2(!field.label.isEmpty(), qPrintable(field.path));
            QVERIFY2(field.help.endsWith(u'.') && field.help.size() > 10, qPrintable(field.path));
            QCOMPARE(field.kind == SettingKind::Choice, !field.choices.isEmpty());
            QCOMPARE(field.kind == SettingKind::Structured, !field.isScalar());
            QCOMPARE(fieldAt(field.path), &field);
        }
        QCOMPARE(paths.size(), 59);
    }

    void defaultsFitAndReadBack()
    {
        for (const Field &field : fieldTable()) {
            if (!field.isScalar())
                continue;
            const FieldValue value = field.defaultValue();
            QVERIFY2(!field.check(value), qPrintable(field.path));
            QVERIFY2(field.fromText(field.toText(value)) == FieldReading{value}, qPrintable(field.path));
            if (!field.isSecret())
                QVERIFY2(field.fromJson(field.toJson(value)) == FieldReading{value}, qPrintable(field.path));
        }
    }

    void eachRowReachesItsOwnMember()
    {
        for (const Field &field : fieldTable()) {
            if (!field.isScalar() || field.path == u"load.executor")
                continue;
            const FieldValue other = test::otherValue(field);
            QVERIFY2(other != field.defaultValue(), qPrintable(field.path));
            QVERIFY2(!field.check(other), qPrintable(field.path));
            Profile profile;
            field.setValue(profile, other);
            QVERIFY2(profile != Profile{}, qPrintable(field.path));
            for (const Field &each : fieldTable()) {
                if (each.isScalar())
                    QVERIFY2(
                        each.value(profile) == (&each == &field ? other : each.defaultValue()), qPrintable(each.path));
            }
        }
    }

    void enumsMatchTheirNames()
    {
        const auto set = [](const QString &path, const QString &id) {
            Profile profile;
            at(path).setValue(profile, std::get<FieldValue>(at(path).fromText(id)));
            return profile;
        };
        QCOMPARE(set(u"target.transport"_s, u"lean"_s).target.transport, Transport::Lean);
        QCOMPARE(set(u"target.transport"_s, u"stock"_s).target.transport, Transport::Stock);
        QCOMPARE(set(u"target.expectedStatuses"_s, u"k6"_s).target.expectedStatuses, ExpectedStatuses::K6);
        QCOMPARE(set(u"sale.mode"_s, u"existing"_s).sale.mode, SaleMode::Existing);
        QCOMPARE(set(u"sale.onOverlap"_s, u"useExisting"_s).sale.onOverlap, OnOverlap::UseExisting);
        QCOMPARE(set(u"buyer.logProgress"_s, u"none"_s).buyer.logProgress, LogProgress::None);
        QCOMPARE(set(u"buyer.logProgress"_s, u"all"_s).buyer.logProgress, LogProgress::All);
        QCOMPARE(set(u"verification.adminList"_s, u"on"_s).verification.adminList, AdminList::On);
        QCOMPARE(set(u"verification.adminList"_s, u"off"_s).verification.adminList, AdminList::Off);
    }

    void environmentVariables()
    {
        QCOMPARE(fieldVariables(),
            QStringList({u"API_BASE"_s, u"DOORBUSTER_CLIENT_KEY_PASSWORD"_s, u"FLASH_SALE_DURATION"_s,
                u"STARTING_QUANTITY"_s, u"DOORBUSTER_ADMIN_PASSWORD"_s, u"POLLING_INTERVAL"_s}));
        QCOMPARE(fieldOfVariable(u"API_BASE")->path, u"target.apiBase"_s);
        QCOMPARE(fieldOfVariable(u"api_base"), nullptr);
        QCOMPARE(fieldOfVariable(u""), nullptr);
        const Field &interval = at(u"buyer.pollingInterval"_s);
        QVERIFY(interval.fromEnvironment(u"2s") == FieldReading{FieldValue{milliseconds{2000}}});
        QVERIFY(interval.fromEnvironment(u"2") == FieldReading{FieldValue{milliseconds{2000}}});
        QVERIFY(interval.fromEnvironment(u"0.5") == FieldReading{FieldValue{milliseconds{500}}});
        for (const char16_t *bad : {u"", u" ", u"-2", u"abc", u"2 s", u"1e3", u"0.0001", u"inf"})
            QVERIFY2(!problemOf(interval.fromEnvironment(bad)).isEmpty(), qPrintable(QString::fromUtf16(bad)));
        QVERIFY(!problemOf(interval.fromText(u"2")).isEmpty());
    }

    void refused_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char *path, const char *text, const char *problem) {
            QTest::addRow("%s=%s", path, text)
                << QString::fromUtf8(path) << QString::fromUtf8(text) << QString::fromUtf8(problem);
        };
        row("buyer.pollingInterval", "2 parsecs", "“2 parsecs” is not a duration: try 2s or 500ms");
        row("buyer.pollingInterval", "2", "“2” has no unit: write 2s or 2ms");
        row("buyer.pollingInterval", "-2s", "“-2s” is negative");
        row("buyer.pollingInterval", "250us", "“250us” is finer than a millisecond");
        row("buyer.pollingInterval", "2h", "must be from 0s to 1h");
        row("sale.startingQuantity", "0", "must be from 1 to 1000000000");
        row("sale.startingQuantity", "1.5", "“1.5” is not a whole number");
        row("sale.startingQuantity", "many", "“many” is not a whole number");
        row("sale.startingQuantity", "1e12", "“1e12” is too large");
        row("sale.startingQuantity", "auto", "“auto” is not a whole number");
        row("buyer.jitter", "1.1", "must be from 0 to 1");
        row("buyer.jitter", "nan", "“nan” is not a number");
        row("buyer.backoffFactor", "0.9", "must be from 1 to 100");
        row("target.tlsVerify", "yes", "“yes” is neither true nor false");
        row("target.tlsVerify", "auto", "“auto” is neither true nor false");
        row("target.transport", "len", "“len” is not one of lean, stock; did you mean lean?");
        row("load.executor", "herd", "“herd” is not there yet: use ramping-vus");
        row("load.executor", "ramping-arrival-rate", "“ramping-arrival-rate” is not there yet: use ramping-vus");
        row("load.executor", "constant-vus", "“constant-vus” is not one of ramping-vus");
    }
    void refused()
    {
        QFETCH(QString, path);
        QFETCH(QString, text);
        QTEST(problemOf(at(path).fromText(text)), "problem");
    }

    void words()
    {
        Profile profile;
        const auto set = [&profile](const QString &path, const QString &text) {
            at(path).setValue(profile, std::get<FieldValue>(at(path).fromText(text)));
        };
        QVERIFY(profile.buyer.effectivePause() == 2s);
        set(u"buyer.pause"_s, u"0s"_s);
        QVERIFY(profile.buyer.effectivePause() == 0s);
        set(u"buyer.pause"_s, u"auto"_s);
        QVERIFY(!profile.buyer.pause);
        set(u"buyer.pollingInterval"_s, u"7s"_s);
        QVERIFY(profile.buyer.effectivePause() == 7s);

        QVERIFY(!profile.effectiveRunSuffix());
        set(u"sale.mode"_s, u"existing"_s);
        QVERIFY(profile.effectiveRunSuffix());
        set(u"buyer.runSuffix"_s, u"false"_s);
        QVERIFY(!profile.effectiveRunSuffix());
        set(u"buyer.runSuffix"_s, u"auto"_s);
        QVERIFY(!profile.buyer.runSuffix);

        set(u"target.workers"_s, u"3"_s);
        QCOMPARE(profile.target.workers, 3);
        set(u"target.workers"_s, u"auto"_s);
        QCOMPARE(profile.target.workers, 0);
        QCOMPARE(at(u"buyer.recheckSaleWhilePolling"_s).toText(0), u"off"_s);
    }

    void jsonTypes_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("word");
        QTest::newRow("text") << u"name"_s << QByteArray("3") << u"must be a text, not a number"_s;
        QTest::newRow("bare duration") << u"sale.duration"_s << QByteArray("600") << u"\"600s\""_s;
        QTest::newRow("duration list") << u"sale.duration"_s << QByteArray("[]") << u"not a list"_s;
        QTest::newRow("quoted number") << u"buyer.jitter"_s << QByteArray("\"0.1\"")
                                       << u"must be a number, not a text"_s;
        QTest::newRow("quoted integer") << u"target.workers"_s << QByteArray("\"2\"") << u"number or \"auto\""_s;
        QTest::newRow("half") << u"buyer.maxBuys"_s << QByteArray("2.5") << u"not a whole number"_s;
        QTest::newRow("null") << u"buyer.pause"_s << QByteArray("null") << u"not null"_s;
        QTest::newRow("word of another") << u"buyer.pause"_s << QByteArray("\"off\"") << u"not a duration"_s;
        QTest::newRow("boolean as text") << u"target.tlsVerify"_s << QByteArray("\"true\"") << u"true or false"_s;
        QTest::newRow("boolean as number") << u"target.tlsVerify"_s << QByteArray("1") << u"true or false"_s;
        QTest::newRow("object") << u"target.transport"_s << QByteArray("{}") << u"not an object"_s;
    }
    void jsonTypes()
    {
        QFETCH(QString, path);
        QFETCH(QByteArray, json);
        QFETCH(QString, word);
        const QString problem = problemOf(at(path).fromJson(readJsonText(json).root));
        QVERIFY2(problem.contains(word), qPrintable(problem));
    }

    void secretsAreNotShown()
    {
        const Field &password = at(u"sale.admin.password"_s);
        QVERIFY(password.isSecret());
        QCOMPARE(password.toText(u"hunter2"_s), u"••••••"_s);
        QCOMPARE(password.toText(QString()), QString());
    }

    void suggestions()
    {
        QCOMPARE(fieldSuggestion(u"buyer.puase"), u"; did you mean buyer.pause?"_s);
        QCOMPARE(fieldSuggestion(u"pollingInterval"), u"; did you mean buyer.pollingInterval?"_s);
        QCOMPARE(fieldSuggestion(u"load.pollinginterval"), u"; did you mean buyer.pollingInterval?"_s);
        QCOMPARE(fieldSuggestion(u"something.else.entirely"), QString());
        QCOMPARE(fieldSuggestion(QString(100'000, u'x')), QString());
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, tst_FieldTable)
#include "tst_fieldtable.moc"
