// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/resolvedprofile.h"

#include "tests/core/profile/fewmetrics.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

SettingInputs inputs()
{
    SettingInputs inputs;
    inputs.metrics = test::fewMetrics;
    return inputs;
}

ProfileLoad base(const QByteArray &members)
{
    ProfileLoad load = readProfile("{\"doorbuster\": 1, " + members + "}");
    load.file = u"my.json"_s;
    for (ProfileError &error : load.errors)
        error.file = load.file;
    return load;
}

} // namespace

class tst_ResolvedProfile final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingGivenIsThePlan()
    {
        const ResolvedProfile resolved = resolveProfile(inputs());
        QVERIFY(resolved.isRunnable());
        QVERIFY(resolved.profile == Profile{});
        QCOMPARE(resolved.sourceOf(u"target.apiBase"_s), SettingSource::Default);
        QCOMPARE(resolved.originOf(u"target.apiBase"_s), u"default"_s);
    }

    // Strongest first: command line, environment, profile, defaults.
    void precedence_data()
    {
        QTest::addColumn<bool>("inProfile");
        QTest::addColumn<bool>("inEnvironment");
        QTest::addColumn<bool>("asVariable");
        QTest::addColumn<bool>("asSetting");
        for (int mask = 0; mask < 16; ++mask)
            QTest::addRow("%d", mask) << bool(mask & 1) << bool(mask & 2) << bool(mask & 4) << bool(mask & 8);
    }
    void precedence()
    {
        QFETCH(bool, inProfile);
        QFETCH(bool, inEnvironment);
        QFETCH(bool, asVariable);
        QFETCH(bool, asSetting);
        SettingInputs in = inputs();
        int expected = 100;
        QString origin = u"default"_s;
        SettingSource source = SettingSource::Default;
        if (inProfile) {
            in.base = base("\"sale\": {\"startingQuantity\": 1}");
            std::tie(expected, origin, source) = std::tuple(1, u"profile my.json"_s, SettingSource::Profile);
        }
        if (inEnvironment) {
            in.environment.insert(u"STARTING_QUANTITY"_s, u"2"_s);
            std::tie(expected, origin, source) =
                std::tuple(2, u"environment variable STARTING_QUANTITY"_s, SettingSource::Environment);
        }
        if (asVariable) {
            in.variables = {u"STARTING_QUANTITY=33"_s, u"STARTING_QUANTITY=3"_s};
            std::tie(expected, origin, source) = std::tuple(3, u"-e STARTING_QUANTITY"_s, SettingSource::CommandLine);
        }
        if (asSetting) {
            in.settings = {u"sale.startingQuantity=4"_s};
            std::tie(expected, origin, source) =
                std::tuple(4, u"--set sale.startingQuantity"_s, SettingSource::CommandLine);
        }
        const ResolvedProfile resolved = resolveProfile(in);
        QVERIFY2(resolved.isRunnable(), qPrintable(describe(resolved.errors)));
        QCOMPARE(resolved.profile.sale.startingQuantity, expected);
        QCOMPARE(resolved.originOf(u"sale.startingQuantity"_s), origin);
        QCOMPARE(resolved.sourceOf(u"sale.startingQuantity"_s), source);
    }

    void everyVariableOfThePlan()
    {
        SettingInputs in = inputs();
        in.environment.insert(u"API_BASE"_s, u"https://shop.example/v2"_s);
        in.environment.insert(u"FLASH_SALE_DURATION"_s, u"120"_s);
        in.environment.insert(u"STARTING_QUANTITY"_s, u"7"_s);
        in.environment.insert(u"POLLING_INTERVAL"_s, u"500ms"_s);
        in.environment.insert(u"DOORBUSTER_ADMIN_PASSWORD"_s, u"hunter2"_s);
        in.environment.insert(u"PATH"_s, u"/bin"_s);
        const ResolvedProfile resolved = resolveProfile(in);
        QVERIFY2(resolved.isRunnable(), qPrintable(describe(resolved.errors)));
        QCOMPARE(resolved.profile.target.apiBase, u"https://shop.example/v2"_s);
        QVERIFY(resolved.profile.sale.duration == 120s);
        QCOMPARE(resolved.profile.sale.startingQuantity, 7);
        QVERIFY(resolved.profile.buyer.pollingInterval == 500ms);
        QCOMPARE(resolved.profile.sale.adminPassword, u"hunter2"_s);
        QCOMPARE(resolved.sources.size(), 5);
    }

    void stages()
    {
        SettingInputs in = inputs();
        in.base = base("\"load\": {\"stages\": [{\"duration\": \"9s\", \"target\": 9}]}");
        in.stages = {u"30s:1000"_s, u"1m:5, 0s:0"_s};
        const ResolvedProfile resolved = resolveProfile(in);
        QVERIFY2(resolved.isRunnable(), qPrintable(describe(resolved.errors)));
        QVERIFY(resolved.profile.load.stages == (QList<Stage>{{30s, 1000}, {1min, 5}, {0s, 0}}));
        QCOMPARE(resolved.originOf(u"load.stages"_s), u"--stage"_s);
    }

    void entries()
    {
        SettingInputs in = inputs();
        in.base = base("\"tags\": {\"a\": \"1\", \"b\": \"2\"},"
                       "\"verification\": {\"severity\": {\"V3\": \"off\", \"V10\": \"off\"}}");
        in.environment.insert(u"TOKEN"_s, u"x"_s);
        in.settings = {u"tags.a="_s, u"tags.c=3=3"_s, u"target.headers.Authorization=Bearer ${TOKEN}"_s,
            u"thresholds.http_req_failed=rate<=0.05"_s, u"thresholds.http_req_duration="_s,
            u"thresholds.http_req_duration{name:buy}=p(95)<1, avg<2"_s, u"verification.severity.V11=fail"_s,
            u"verification.severity.V3="_s};
        const ResolvedProfile resolved = resolveProfile(in);
        QVERIFY2(resolved.isRunnable(), qPrintable(describe(resolved.errors)));
        QCOMPARE(resolved.profile.tags, (QMap<QString, QString>{{u"b"_s, u"2"_s}, {u"c"_s, u"3=3"_s}}));
        QCOMPARE(resolved.profile.verification.severity,
            (QMap<QString, QString>{{u"V10"_s, u"off"_s}, {u"V11"_s, u"fail"_s}}));
        QCOMPARE(resolved.profile.target.headers.value(u"Authorization"_s), u"Bearer ${TOKEN}"_s);
        QVERIFY(resolved.profile.thresholds
            == (QList<MetricThresholds>{{u"http_req_failed"_s, {{u"rate<=0.05"_s}}},
                {u"http_req_duration{name:buy}"_s, {{u"p(95)<1"_s}, {u"avg<2"_s}}}}));
    }

    void wrong_data()
    {
        QTest::addColumn<QStringList>("variables");
        QTest::addColumn<QStringList>("settings");
        QTest::addColumn<QStringList>("stages");
        QTest::addColumn<QString>("expected");
        const auto variable = [](const char *text, const char *expected) {
            QTest::addRow("-e %s", text) << QStringList{QString::fromUtf8(text)} << QStringList{} << QStringList{}
                                         << QString::fromUtf8(expected);
        };
        const auto setting = [](const char *text, const char *expected) {
            QTest::addRow("--set %s", text) << QStringList{} << QStringList{QString::fromUtf8(text)} << QStringList{}
                                            << QString::fromUtf8(expected);
        };
        const auto stage = [](const char *text, const char *expected) {
            QTest::addRow("--stage %s", text) << QStringList{} << QStringList{} << QStringList{QString::fromUtf8(text)}
                                              << QString::fromUtf8(expected);
        };
        variable("POLLING_INTERVAL=abc", "-e POLLING_INTERVAL=abc: “abc” is not a duration: try 2s or 500ms");
        variable("POLLING_INTERVAL=", "-e POLLING_INTERVAL=: is set but empty");
        variable("POLLING_INTERVAL", "-e POLLING_INTERVAL: write NAME=VALUE");
        variable("POLING_INTERVAL=2",
            "-e POLING_INTERVAL: no such setting; did you mean POLLING_INTERVAL?; there are API_BASE, "
            "FLASH_SALE_DURATION, "
            "STARTING_QUANTITY, POLLING_INTERVAL");
        variable("STARTING_QUANTITY=0", "-e STARTING_QUANTITY=0: must be from 1 to 1000000000");
        variable("API_BASE=http://me:hunter2@localhost",
            "-e API_BASE: must not carry a user name or password: use a header in target.headers");
        variable("DOORBUSTER_ADMIN_PASSWORD=hunter2",
            "-e DOORBUSTER_ADMIN_PASSWORD: is a secret, which other users could read in the list of processes: set the "
            "environment variable DOORBUSTER_ADMIN_PASSWORD");
        setting("buyer.puase=0s", "--set buyer.puase: no such field; did you mean buyer.pause?");
        setting("pause=0s", "--set pause: no such field; did you mean buyer.pause?");
        setting("buyer.pause", "--set buyer.pause: write PATH=VALUE");
        setting("buyer.pause=0", "--set buyer.pause=0: “0” has no unit: write 0s or 0ms");
        setting("buyer=0", "--set buyer: is a group: set one of its fields by its full path");
        setting("load.stages=x", "--set load.stages: use --stage 30s:1000");
        setting("outputs=x", "--set outputs: use --out KIND=FILE");
        setting("verification.severity.V12x=off",
            "--set verification.severity.V12x: there is no such check: there are V0 to V20; did you mean V12?");
        setting("verification.severity=off",
            "--set verification.severity: set one entry of it: --set verification.severity.NAME=VALUE");
        setting("tags=x", "--set tags: set one entry of it: --set tags.NAME=VALUE");
        setting("tags.=x", "--set tags.: no such field; did you mean tags?");
        setting("tags.name=x", "--set tags.name: is a tag that every sample has already");
        setting("sale.admin.password=hunter2",
            "--set sale.admin.password: is a secret, which other users could read in the list of processes: set the "
            "environment variable DOORBUSTER_ADMIN_PASSWORD");
        setting("target.headers.Cookie=hunter2",
            "--set target.headers.Cookie: is a secret and may not be written out: put it into an environment variable "
            "and "
            "write its name, as in ${SHOP_SECRET}");
        setting("target.headers.Cookie=${NOT_SET}",
            "--set target.headers.Cookie: the environment variable NOT_SET is not set");
        setting("thresholds.http_req_failed=p(95)<1",
            "--set thresholds.http_req_failed: “p(95)<1”: http_req_failed is a rate, which has rate, not p(95)");
        setting("thresholds.fs=rate<1", "--set thresholds.fs: there is no metric fs");
        setting("sale.mode=existing", "sale.id: is missing: sale.mode existing needs the id of the sale");
        stage("30x:10", "--stage 30x:10: the duration “30x” is not a duration: try 2s or 500ms");
        stage("30s", "--stage 30s: “30s” is no stage: write DURATION:TARGET, such as 30s:1000");
        stage("", "--stage : “” is no stage: write DURATION:TARGET, such as 30s:1000");
        stage("30s:10,", "--stage 30s:10,: “” is no stage: write DURATION:TARGET, such as 30s:1000");
        stage("30s:ten", "--stage 30s:ten: the target “ten” is not a whole number");
        stage("30s:-1", "--stage 30s:-1: the target must be from 0 to 1000000");
        stage("30s:0", "--stage: nobody would come: either load.startVUs or a stage's target must be above 0");
    }
    void wrong()
    {
        QFETCH(QStringList, variables);
        QFETCH(QStringList, settings);
        QFETCH(QStringList, stages);
        QFETCH(QString, expected);
        SettingInputs in = inputs();
        in.variables = variables;
        in.settings = settings;
        in.stages = stages;
        const ResolvedProfile resolved = resolveProfile(in);
        QVERIFY(!resolved.isRunnable());
        QCOMPARE(describe(resolved.errors), expected);
    }

    void environmentErrorsNameTheVariable()
    {
        SettingInputs in = inputs();
        in.environment.insert(u"STARTING_QUANTITY"_s, u"many"_s);
        in.environment.insert(u"API_BASE"_s, u"localhost"_s);
        in.environment.insert(u"FLASH_SALE_DURATION"_s, QString());
        QCOMPARE(describe(resolveProfile(in).errors),
            u"environment variable FLASH_SALE_DURATION=: is set but empty\n"
            "environment variable STARTING_QUANTITY=many: “many” is not a whole number\n"
            "environment variable API_BASE: must begin with http:// or https://"_s);
    }

    void allErrorsAtOnce()
    {
        SettingInputs in = inputs();
        in.base = base("\"buyer\": {\"jitter\": 7}, \"x\": 1");
        in.environment.insert(u"POLLING_INTERVAL"_s, u"x"_s);
        in.variables = {u"STARTING_QUANTITY=y"_s};
        in.settings = {u"buyer.puase=1s"_s, u"buyer.maxBuys=0"_s};
        in.stages = {u"z:1"_s, u"1s:1"_s};
        QCOMPARE(describe(resolveProfile(in).errors),
            u"my.json: buyer.jitter (line 1): must be from 0 to 1\n"
            "my.json: x (line 1): no such field\n"
            "environment variable POLLING_INTERVAL=x: “x” is not a duration: try 2s or 500ms\n"
            "-e STARTING_QUANTITY=y: “y” is not a whole number\n"
            "--set buyer.puase: no such field; did you mean buyer.pause?\n"
            "--set buyer.maxBuys=0: must be from 1 to 1000\n"
            "--stage z:1: the duration “z” is not a duration: try 2s or 500ms"_s);
    }

    void validationErrorsNameTheProfile()
    {
        SettingInputs in = inputs();
        in.base = base("\"load\": {\"stages\": []}, \"thresholds\": {\"vus\": [\"count>1\"]}");
        QCOMPARE(describe(resolveProfile(in).errors),
            u"my.json: load.stages: there must be at least one stage\n"
            "my.json: thresholds.vus[0]: “count>1”: vus is a gauge, which has value, not count"_s);
    }

    void longValuesAreNotRepeatedInFull()
    {
        SettingInputs in = inputs();
        in.settings = {u"buyer.pause="_s + QString(100'000, u'x')};
        QVERIFY(describe(resolveProfile(in).errors).size() < 200);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, tst_ResolvedProfile)
#include "tst_resolvedprofile.moc"
