// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/profileform.h"

#include "tests/core/profile/othervalue.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_ProfileForm final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingGivenIsThePlan()
    {
        const FormReading reading = formReading({});
        QVERIFY(reading.profile == Profile{});
        QVERIFY(reading.given.isEmpty());
        QVERIFY(reading.errors.isEmpty());
    }

    void everyFieldSurvives()
    {
        Profile profile;
        QSet<QString> given;
        for (const Field &field : fieldTable()) {
            if (field.isScalar() && !field.isSecret())
                field.setValue(profile, test::otherValue(field));
            if (!field.isSecret())
                given.insert(field.path);
        }
        profile.load.stages = {{1500ms, 3}, {0ms, 0}};
        profile.thresholds = {{u"vus"_s, {{u"value>0"_s, true, 10s}, {u"value<9"_s}}}};
        profile.target.headers = {{u"X"_s, u"y"_s}};
        profile.verification.severity = {{u"V3"_s, u"off"_s}};
        profile.tags = {{u"team"_s, u"a"_s}};
        profile.outputs = {{u"json"_s, u"a.json"_s}};
        const FormReading reading = formReading(formOf(profile, given));
        QVERIFY2(reading.errors.isEmpty(), qPrintable(describe(reading.errors)));
        QVERIFY(reading.profile == profile);
        QCOMPARE(reading.given, given);
    }

    void secretsHaveNoText()
    {
        Profile profile;
        profile.sale.adminPassword = u"hunter2"_s;
        const ProfileForm form = formOf(profile, {u"sale.admin.password"_s});
        QVERIFY(!form.isGiven(u"sale.admin.password"_s));
        QCOMPARE(form.text(*fieldAt(u"sale.admin.password")), QString());
    }

    void cells_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected"); ///< a value's text, or ✕ and the problem
        QTest::newRow("spaces") << u"buyer.pollingInterval"_s << u" 2s "_s << u"2s"_s;
        QTest::newRow("grouped") << u"sale.startingQuantity"_s << u"1,000,000"_s << u"1000000"_s;
        QTest::newRow("badly grouped") << u"sale.startingQuantity"_s << u"1,00"_s << u"✕“1,00” is not a whole number"_s;
        QTest::newRow("empty with a word") << u"buyer.pause"_s << QString() << u"auto"_s;
        QTest::newRow("empty without one") << u"buyer.pollingInterval"_s << u" "_s << u"✕is missing"_s;
        QTest::newRow("word of an integer") << u"target.workers"_s << u"auto"_s << u"auto"_s;
        QTest::newRow("free text keeps its spaces") << u"name"_s << u" a "_s << u" a "_s;
        QTest::newRow("no duration") << u"buyer.pollingInterval"_s << u"2 parsecs"_s
                                     << u"✕“2 parsecs” is not a duration: try 2s or 500ms"_s;
        QTest::newRow("beyond the range") << u"buyer.jitter"_s << u"1.5"_s << u"✕must be from 0 to 1"_s;
    }
    void cells()
    {
        QFETCH(QString, path);
        QFETCH(QString, text);
        const Field &field = *fieldAt(path);
        const FieldReading reading = readCell(field, {text});
        const auto *problem = std::get_if<FieldProblem>(&reading);
        QTEST(problem ? QString(u'✕' + problem->message) : field.toText(std::get<FieldValue>(reading)), "expected");
    }

    void faultsCountBeforeTexts()
    {
        ProfileForm form;
        form.fields.insert(u"name"_s, {u"3"_s, u"must be a text, not a number"_s});
        QCOMPARE(describe(formReading(form).errors), u"name: must be a text, not a number"_s);
    }

    void badTextsLeaveTheRest()
    {
        ProfileForm form;
        form.fields = {{u"buyer.jitter"_s, {u"much"_s}}, {u"buyer.maxBuys"_s, {u"7"_s}}};
        form.tables.insert(u"load.stages"_s, {{{u"10s"_s}, {u"5"_s}}, {{u"10"_s}, {u"7"_s}}, {{u"1m"_s}, {QString()}}});
        const FormReading reading = formReading(form);
        QCOMPARE(reading.profile.buyer.jitter, 0.1);
        QCOMPARE(reading.profile.buyer.maxBuys, 7);
        QCOMPARE(reading.profile.load.stages, (QList<Stage>{{10s, 5}}));
        QCOMPARE(describe(reading.errors),
            u"load.stages[1].duration: “10” has no unit: write 10s or 10ms\n"
            "load.stages[2].target: is missing\n"
            "buyer.jitter: “much” is not a number"_s);
    }

    void rulesOfAMetricJoin()
    {
        const QString path = u"thresholds"_s;
        const auto rule = [](const QString &metric, const QString &expression) {
            return FormRow{{metric}, {expression}, {u"false"_s}, {u"0s"_s}};
        };
        ProfileForm form;
        const QList<FormRow> rows{
            rule(u"checks"_s, u"rate>1"_s), rule(u"vus"_s, u"value>1"_s), rule(u"checks"_s, u"rate>2"_s)};
        form.tables.insert(path, rows);
        QCOMPARE(formReading(form).profile.thresholds,
            (QList<MetricThresholds>{{u"checks"_s, {{u"rate>1"_s}, {u"rate>2"_s}}}, {u"vus"_s, {{u"value>1"_s}}}}));
        QCOMPARE(rowPath(path, rows, 2), u"thresholds.checks[1]"_s);
        QCOMPARE(cellPath(path, rows, 2, kThresholdMetric), u"thresholds.checks[1]"_s);
        QCOMPARE(cellPath(path, rows, 2, kThresholdDelay), u"thresholds.checks[1].delayAbortEval"_s);
    }

    void oddMetricNamesStayThemselves()
    {
        const QList<FormRow> rows{{{u"100%2"_s}, {QString()}, {u"false"_s}, {u"0s"_s}}};
        QCOMPARE(rowPath(u"thresholds"_s, rows, 0), u"thresholds.100%2[0]"_s);
    }

    void namesGivenTwice()
    {
        ProfileForm form;
        form.tables.insert(u"tags"_s, {{{u"a"_s}, {u"1"_s}}, {{u"a"_s}, {u"2"_s}}});
        QCOMPARE(describe(formReading(form).errors), u"tags.a: is there twice"_s);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, tst_ProfileForm)
#include "tst_profileform.moc"
