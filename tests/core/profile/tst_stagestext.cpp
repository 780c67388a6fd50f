// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/stagestext.h"

#include "tests/support/testprogram.h"

#include <QtTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// `30s:1000 1m:0`, or the sentence.
QString describe(const std::variant<QList<FormRow>, QString> &reading)
{
    if (const auto *problem = std::get_if<QString>(&reading))
        return *problem;
    QStringList parts;
    for (const FormRow &row : std::get<QList<FormRow>>(reading))
        parts << QString(row[kStageDuration].text + u':' + row[kStageTarget].text);
    return parts.join(u' ');
}

} // namespace

class tst_StagesText final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void forms_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QString &text, const QString &expected) {
            QTest::newRow(name) << text << expected;
        };
        row("spreadsheet", u"30s\t1000\n1m\t0\n"_s, u"30s:1000 1m:0"_s);
        row("Windows line ends", u"30s\t1000\r\n1m\t0\r\n"_s, u"30s:1000 1m:0"_s);
        row("with a heading", u"Duration\tTarget\n30s\t1000"_s, u"30s:1000"_s);
        row("our own table", u"Stage\tDuration\tTarget\nRamp to 1,000\t30s\t1,000\nHold\t1m\t1,000\n"_s,
            u"30s:1,000 1m:1,000"_s);
        row("a number more behind", u"Duration\tTarget\tStage\t#\n30s\t1,000\tHold\t1\n"_s, u"30s:1,000"_s);
        row("users first, by heading", u"Users;;Time\n1000;;30\n"_s, u"30:1000"_s);
        row("users first", u"1000\t30s\n0\t1m"_s, u"30s:1000 1m:0"_s);
        row("commas", u"30s,1000\n1m,0"_s, u"30s:1000 1m:0"_s);
        row("quoted", u"\"30s\",\"1,000\"\n"_s, u"30s:1,000"_s);
        row("semicolons", u"30s;1000\n1m ; 0"_s, u"30s:1000 1m:0"_s);
        row("spaces", u"  30s   1000 \n\n1m 0"_s, u"30s:1000 1m:0"_s);
        row("one stage", u"30s 1000"_s, u"30s:1000"_s);
        row("command line", u"30s:1000,1m:0"_s, u"30s:1000 1m:0"_s);
        row("JSON", uR"([{"duration": "30s", "target": 1000}, {"target": 0, "duration": "1m"}])"_s, u"30s:1000 1m:0"_s);
        row("script",
            u"export const options = {\n  stages: [\n    { duration: '30s', target: 1000 }, // up\n"
            u"    { duration: '1m', target: 0 },\n  ],\n};"_s,
            u"30s:1000 1m:0"_s);
        row("slip of the pen", u"30s\t1000\n30\t2000\n1m\tmany 5"_s, u"30s:1000 30:2000 1m:many 5"_s);
        row("slip of the pen in JSON", uR"([{"duration": 30, "target": "many"}])"_s, u"30:many"_s);
        const QString none =
            u"There are no stages in the text: copy rows of a duration and a number of users, such as 30s and 1000."_s;
        row("nothing", QString(), none);
        row("prose", u"Dear Sir or Madam,\nhow are you?"_s, none);
        row("other JSON", u"{\"vus\": 3}"_s, none);
        row("one number", u"1000"_s, none);
        row("too many", u"1s 1\n"_s.repeated(1001), u"These are more than 1000 stages."_s);
        row("too long", QString(2'000'000, u'x'), u"The text is far too long to be a list of stages."_s);
    }
    void forms()
    {
        QFETCH(QString, text);
        QTEST(describe(stagesFromText(text)), "expected");
    }

    void descriptions_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("seconds");
        QTest::addColumn<int>("target");
        QTest::addColumn<QString>("expected");
        QTest::newRow("up") << 0 << 30 << 1000 << u"Ramp to 1,000"_s;
        QTest::newRow("level") << 1000 << 30 << 1000 << u"Hold"_s;
        QTest::newRow("down") << 1000 << 30 << 400 << u"Ramp down to 400"_s;
        QTest::newRow("out") << 1000 << 30 << 0 << u"Ramp down"_s;
        QTest::newRow("at once") << 0 << 0 << 50 << u"Jump to 50"_s;
        QTest::newRow("out at once") << 50 << 0 << 0 << u"Jump to 0"_s;
        QTest::newRow("nothing at all") << 50 << 0 << 50 << u"Hold"_s;
    }
    void descriptions()
    {
        QFETCH(int, from);
        QFETCH(int, seconds);
        QFETCH(int, target);
        QTEST(stageDescription({std::chrono::seconds(seconds), target}, from), "expected");
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, tst_StagesText)
#include "tst_stagestext.moc"
