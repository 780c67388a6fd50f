// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/profileformio.h"

#include "core/profile/profileio.h"
#include "core/profile/starterprofiles.h"
#include "tests/core/profile/othervalue.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

ProfileForm formFrom(const QByteArray &text)
{
    const auto reading = readForm(text);
    if (const auto *problem = std::get_if<QString>(&reading))
        qFatal("%s", qPrintable(*problem));
    return std::get<ProfileForm>(reading);
}

const QByteArray kManyErrors = R"({
    "doorbuster": 1,
    "name": 3,
    "targt": {},
    "target": {"apibase": "x", "transport": "lea", "tlsVerify": "yes",
               "headers": {"Host": "x", "X": 1}},
    "sale": {"duration": 600, "startingQuantity": 0, "admin": {"password": "hunter2"}},
    "load": {"executor": "herd", "startVUs": -1,
             "stages": [{"duration": "30s"}, 7, {"duration": "x", "target": 1.5, "extra": 1}]},
    "buyer": [],
    "thresholds": {"a": "rate<1", "b": [1, {"threshold": 2, "abortOnFail": "no", "delayAbortEval": 3, "x": 1}, {}],
                   "c": []},
    "outputs": [{"kind": "json"}, {"file": 3, "kind": "csv"}, "html=x"],
    "tags": {"a": 1, "b": "ok"},
    "verification": {"settle": "90s", "settle": "1s"},
    "verification.settle": "1s"
})";

} // namespace

class tst_ProfileFormIo final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// What the strict reader takes, the form says as well.
    void agreesWithTheStrictReader_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const StarterProfile &starter : starterProfiles())
            QTest::newRow(qPrintable(starter.id)) << profileText(*loadStarterProfile(starter.id).profile);
        QTest::newRow("barest") << QByteArray("{\"doorbuster\": 1}");
        QTest::newRow("everything") << profileText(Profile{});
        QTest::newRow("words") << QByteArray("{\"doorbuster\": 1, \"buyer\": {\"pause\": \"auto\", \"runSuffix\": "
                                             "true}, \"target\": {\"workers\": \"auto\"}}");
    }
    void agreesWithTheStrictReader()
    {
        QFETCH(QByteArray, text);
        const ProfileLoad strict = readProfile(text);
        const FormReading reading = formReading(formFrom(text));
        QVERIFY2(reading.errors.isEmpty(), qPrintable(describe(reading.errors)));
        QVERIFY(reading.profile == strict.profile);
        QCOMPARE(reading.given, strict.given);
    }

    void everyFieldSurvives()
    {
        Profile profile;
        QSet<QString> given;
        for (const Field &field : fieldTable()) {
            if (field.isSecret())
                continue;
            given.insert(field.path);
            if (field.isScalar())
                field.setValue(profile, test::otherValue(field));
        }
        profile.target.headers = {{u"Authorization"_s, u"Bearer ${TOKEN}"_s}};
        profile.load.stages = {{1500ms, 3}, {0ms, 0}};
        profile.thresholds = {
            {u"vus"_s, {{u"value>0"_s, true, 10s}, {u"value<3"_s}}}, {u"checks"_s, {{u"rate>0"_s, false, 5s}}}};
        profile.outputs = {{u"json"_s, u"a.json.gz"_s}};
        profile.verification.severity = {{u"V3"_s, u"off"_s}};
        profile.tags = {{u"team"_s, u"ünïcode 😀"_s}};
        const ProfileForm form = formOf(profile, given);
        QCOMPARE(formFrom(formText(form)), form);
        QVERIFY(readProfile(formText(form)).profile == profile);
        QCOMPARE(readProfile(formText(form)).given, given);
    }

    void onlyWhatIsGivenIsWritten()
    {
        QCOMPARE(formText({}), "{\n    \"doorbuster\": 1\n}\n");
        ProfileForm form;
        form.fields.insert(u"sale.duration"_s, {u"600s"_s});
        QCOMPARE(
            formText(form), "{\n    \"doorbuster\": 1,\n    \"sale\": {\n        \"duration\": \"600s\"\n    }\n}\n");
    }

    void errorsOpenWithTheirTexts()
    {
        const ProfileForm form = formFrom(kManyErrors);
        QCOMPARE(form.fields[u"name"_s].text, u"3"_s);
        QCOMPARE(form.fields[u"target.transport"_s].text, u"lea"_s);
        QCOMPARE(form.fields[u"target.tlsVerify"_s].text, u"yes"_s);
        QCOMPARE(form.fields[u"sale.duration"_s].text, u"600"_s);
        QCOMPARE(form.fields[u"load.executor"_s].text, u"herd"_s);
        const auto texts = [&form](const QString &table) {
            QStringList rows;
            for (const FormRow &row : form.tables[table]) {
                QStringList cells;
                for (const FormCell &cell : row)
                    cells << cell.text;
                rows << cells.join(u'|');
            }
            return rows.join(u' ');
        };
        QCOMPARE(texts(u"load.stages"_s), u"30s| 7| x|1.5"_s);
        QCOMPARE(texts(u"thresholds"_s), u"a|rate<1|false|0s b|1|false|0s b|2|no|3 b||false|0s c||false|0s"_s);
        QCOMPARE(texts(u"outputs"_s), u"json| csv|3 |html=x"_s);
        QCOMPARE(texts(u"tags"_s), u"a|1 b|ok"_s);
        QCOMPARE(texts(u"target.headers"_s), u"Host|x X|1"_s);

        QStringList foreign;
        for (const ProfileError &error : form.foreign)
            foreign << error.path;
        QCOMPARE(foreign.join(u' '),
            u"verification.settle targt target.apibase sale.admin.password load.stages[2].extra buyer "
            "thresholds.b[1].x verification.settle"_s);
        QCOMPARE(form.foreign[1].line, 4);
        QVERIFY(!describe(form.foreign).contains(u"hunter2"));

        const FormReading reading = formReading(form);
        QCOMPARE(reading.profile.tags.value(u"b"_s), u"ok"_s);
        QCOMPARE(describe(reading.errors.mid(form.foreign.size())), uR"(name: must be a text, not a number
target.transport: “lea” is not one of lean, stock; did you mean lean?
target.tlsVerify: “yes” is neither true nor false
target.headers.X: must be a text, not a number
sale.duration: “600” has no unit: write 600s or 600ms
sale.startingQuantity: must be from 1 to 1000000000
load.executor: “herd” is not there yet: use ramping-vus
load.startVUs: must be from 0 to 1000000
load.stages[0].target: is missing
load.stages[1].duration: “7” has no unit: write 7s or 7ms
load.stages[1].target: is missing
load.stages[2].duration: “x” is not a duration: try 2s or 500ms
load.stages[2].target: “1.5” is not a whole number
thresholds.a[0]: must be a list of expressions, not a text
thresholds.b[0]: must be a text, not a number
thresholds.b[1]: must be a text, not a number
thresholds.b[1].abortOnFail: “no” is neither true nor false
thresholds.b[1].delayAbortEval: “3” has no unit: write 3s or 3ms
outputs[1].file: must be a text, not a number
tags.a: must be a text, not a number)"_s);
    }

    /// What was typed wrong is saved as it is; only values of the wrong kind whose text fits are mended by it.
    void textsThatDoNotParseSurvive()
    {
        ProfileForm form;
        form.fields = {{u"buyer.pause"_s, {u"2 parsecs"_s}}, {u"sale.startingQuantity"_s, {u"many"_s}},
            {u"target.tlsVerify"_s, {u"perhaps"_s}}, {u"buyer.jitter"_s, {u"7"_s}}};
        form.tables = {{u"load.stages"_s, {{{u"10"_s}, {QString()}}, {{u"1m"_s}, {u"5"_s}}}},
            {u"thresholds"_s, {{{QString()}, {QString()}, {u"no"_s}, {u"later"_s}}}},
            {u"outputs"_s, {{{QString()}, {QString()}}}}};
        const ProfileForm again = formFrom(formText(form));
        QCOMPARE(describe(formReading(again).errors), describe(formReading(form).errors));
        QCOMPARE(again.fields.value(u"buyer.pause"_s).text, u"2 parsecs"_s);
        QCOMPARE(again.tables, form.tables);
    }

    void valuesOfTheWrongKindAreMendedByWriting()
    {
        ProfileForm form = formFrom(kManyErrors);
        form.foreign.clear();
        const FormReading again = formReading(formFrom(formText(form)));
        QVERIFY(!describe(again.errors).contains(u"must be a text"));
        QCOMPARE(again.profile.name, u"3"_s);
    }

    void otherFiles_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QByteArray &text, const QString &expected) {
            QTest::newRow(name) << text << expected;
        };
        row("empty", {}, u"is empty"_s);
        row("blank", " \n\t", u"is empty"_s);
        row("list", "[1, 2]", u"is not a Doorbuster profile: a profile is an object in braces, not a list"_s);
        row("number", "17", u"is not a Doorbuster profile: a profile is an object in braces, not a number"_s);
        row("other object", "{\"a\": 1}", u"is not a Doorbuster profile (no \"doorbuster\": 1)"_s);
        row("our result", "{\"doorbusterResult\": 1, \"profile\": {}}", u"is the result of a run, not a profile"_s);
        row("k6 summary", "{\"root_group\": {}, \"metrics\": {}}", u"is a summary of k6, not a profile"_s);
        row("k6 lines",
            "{\"type\":\"Metric\",\"data\":{},\"metric\":\"http_reqs\"}\n{\"type\":\"Point\",\"data\":{},\"metric\":"
            "\"x\"}\n",
            u"holds result lines of k6, not a profile"_s);
        row("newer", "{\"doorbuster\": 2, \"shiny\": []}",
            u"was written by a newer Doorbuster: this one reads format 1"_s);
        row("version as text", "{\"doorbuster\": \"1\"}", u"is not a Doorbuster profile: its \"doorbuster\" must be 1"_s);
        row("gzip", QByteArray("\x1f\x8b\x08\x00", 4), u"is compressed, and a profile never is: it may be a result"_s);
        row("binary", QByteArray("\x7f\x45LF\0\0\1", 7), u"is not a text file"_s);
        row("not UTF-8", "{\"a\": \"\xff\"}", u"cannot be read: the text is not UTF-8"_s);
        row("cut off", "{\"doorbuster\": 1,\n \"name\": \"x", u"is not JSON: line 2, column 12: "_s);
        row("HTML", "<!doctype html><p>", u"is not JSON: line 1, column 1: expected a value"_s);
        row("too large", QByteArray(kLargestProfile + 1, ' '), u"larger than 4 MiB, so it is not a profile"_s);
    }
    void otherFiles()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, expected);
        const auto reading = readForm(text);
        const auto *problem = std::get_if<QString>(&reading);
        QVERIFY(problem);
        QVERIFY2(problem->startsWith(expected), qPrintable(*problem));
    }

    void realK6Lines()
    {
        const auto reading = readForm("{\"type\":\"Point\",\"metric\":\"a\",\"data\":{}}");
        QVERIFY(std::holds_alternative<QString>(reading));
    }

    void obstacles_data()
    {
        QTest::addColumn<ProfileForm>("form");
        QTest::addColumn<QString>("expected");
        ProfileForm form;
        QTest::newRow("none") << form << QString();
        form.foreign = {{u"targt"_s, u"no such field"_s, 4}};
        QTest::newRow("foreign") << form << u"“targt” of the opened file has no place in a profile and would be lost"_s;
        form.foreign.append({u"x"_s, u"no such field"_s, 5});
        QTest::newRow("two")
            << form << u"“targt” of the opened file, and 1 more like it, has no place in a profile and would be lost"_s;
        form.foreign = {{{}, u"there are more errors"_s}};
        QTest::newRow("nameless")
            << form
            << u"parts of the opened file have no place in a profile and would be lost (there are more errors)"_s;
        form = {};
        form.tables.insert(u"target.headers"_s, {{{u"Cookie"_s}, {u"sesame"_s}}});
        QTest::newRow("secret") << form
                                << u"the header “Cookie” is a secret and may not be written out: put it into an "
                                   "environment variable and write its name, as in ${SHOP_SECRET}"_s;
        form.tables = {{u"tags"_s, {{{u"a"_s}, {u"1"_s}}, {{u"a"_s}, {u"2"_s}}}}};
        QTest::newRow("twice") << form << u"the tag “a” is there twice, and one of them would be lost"_s;
        form.tables = {{u"load.stages"_s, QList<FormRow>(1001, stageRow({1s, 1}))}};
        QTest::newRow("stages") << form << u"there are more than 1000 stages"_s;
    }
    void obstacles()
    {
        QFETCH(ProfileForm, form);
        QFETCH(QString, expected);
        QCOMPARE(formObstacle(form).value_or(QString()), expected);
        QTemporaryDir folder;
        const QString file = folder.filePath(u"x.json"_s);
        QCOMPARE(saveForm(form, file).value_or(QString()),
            expected.isEmpty() ? QString() : QString(file + u" was not written: " + expected));
        QCOMPARE(QFile::exists(file), expected.isEmpty());
    }

    void placesThatCannotBeWritten()
    {
        QTemporaryDir folder;
        QFile plain(folder.filePath(u"plain"_s));
        QVERIFY(plain.open(QIODevice::WriteOnly));
        for (const QString &path :
            {folder.filePath(u"none/x.json"_s), folder.filePath(u"plain/x.json"_s), folder.path()}) {
            const auto problem = saveForm({}, path);
            QVERIFY(problem);
            QVERIFY2(problem->startsWith(path + u" was not written: ") && problem->size() > path.size() + 25,
                qPrintable(*problem));
        }
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, tst_ProfileFormIo)
#include "tst_profileformio.moc"
