// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "properties.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QMap>
#include <QTextStream>

#include <chrono>
#include <random>

// Many histories, by hand: what the verdict makes of right shops and of wrong ones.

using namespace doorbuster;
using namespace doorbuster::model;
using namespace Qt::StringLiterals;

namespace {

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

struct Tally {
    qint64 histories = 0;
    qint64 shown = 0;
    qint64 found = 0;
    qint64 passed = 0;
    qint64 inconclusive = 0;
    qint64 alarms = 0;
    qint64 untestedPasses = 0;
    QMap<CheckId, qint64> warnings; ///< of right shops
    QMap<CheckId, qint64> checks; ///< false alarms of right shops, or what speaks where a defect is shown
    QMap<QString, quint64> problems; ///< with the first seed of each

    void add(const Judged &judged, quint64 seed)
    {
        ++histories;
        passed += judged.report.headline == Headline::Pass;
        inconclusive += judged.report.headline == Headline::Inconclusive;
        untestedPasses += passesUntested(judged);
        const auto wrong = falseAlarms(judged);
        alarms += !wrong.empty();
        for (const CheckId check : wrong)
            ++checks[check];
        for (const CheckRow &row : judged.report.checks) {
            if (judged.history->isRight() && row.verdict == CheckVerdict::Warn)
                ++warnings[row.id];
        }
        if (judged.history->isShown()) {
            ++shown;
            found += isFound(judged);
            for (const CheckId check : checksThatSpeak(judged))
                ++checks[check];
        }
        for (const QString &problem : problemsOf(judged)) {
            if (!problems.contains(problem))
                problems.insert(problem, seed);
        }
    }
    static QString textOf(const QMap<CheckId, qint64> &checks)
    {
        QStringList texts;
        for (auto check = checks.begin(); check != checks.end(); ++check)
            texts += u"%1 %2"_s.arg(toString(check.key()), QString::number(*check));
        return texts.isEmpty() ? u"–"_s : texts.join(u", "_s);
    }
};

QString percent(qint64 part, qint64 whole)
{
    return whole == 0 ? u"–"_s : QString::number(100. * double(part) / double(whole), 'f', 1) + u" %"_s;
}

void tell(QStringView name, const QStringList &columns)
{
    out() << name.toString().leftJustified(24);
    for (const QString &column : columns)
        out() << column.rightJustified(12);
    out() << Qt::endl;
}

/// Counts false alarms by the fewest designs that raise them.
struct Causes {
    struct Cause {
        qint64 count = 0;
        quint64 seed = 0;
    };
    QMap<QString, Cause> byText;

    void add(const Judged &judged, quint64 seed)
    {
        for (const QString &problem : problemsOf(judged)) {
            const Scenario smallest = shrunk(judged.history->run.scenario, problem);
            Cause &cause = byText[problem + u": "_s + designsOf(smallest)];
            if (++cause.count == 1)
                cause.seed = seed;
        }
    }
    void tell() const
    {
        std::vector<std::pair<qint64, QString>> sorted;
        for (auto cause = byText.begin(); cause != byText.end(); ++cause)
            sorted.emplace_back(-cause->count, u"%1   --story any --seed %2"_s.arg(cause.key()).arg(cause->seed));
        std::ranges::sort(sorted);
        for (const auto &[count, text] : sorted)
            out() << QString::number(-count).rightJustified(7) << "  " << text << Qt::endl;
    }
};

/// The seeds of stories are those of these scenarios.
Scenario scenarioOf(const QString &name, quint64 seed)
{
    for (const DefectInfo &info : defectTable()) {
        if (info.name == name)
            return anyScenario(seed, info.defect);
    }
    for (const DesignInfo &info : designTable()) {
        if (info.name == name)
            return scenarioWith(seed, info.design);
    }
    return name == "plain"_L1 ? scenarioWith(seed, std::nullopt) : anyScenario(seed);
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Runs simulated shops and holds their verdicts against the truth."_s);
    parser.addHelpOption();
    const QCommandLineOption seconds(u"seconds"_s, u"How long to go on."_s, u"N"_s, u"10"_s);
    const QCommandLineOption seedOption(u"seed"_s, u"Of the first history."_s, u"S"_s);
    const QCommandLineOption table(u"table"_s, u"Wrong shops as well, defect by defect."_s);
    const QCommandLineOption alone(u"alone"_s, u"Each design alone."_s);
    const QCommandLineOption story(
        u"story"_s, u"Tells one history, of --seed: of a design, a defect, plain or any."_s, u"NAME"_s);
    const QCommandLineOption causes(u"causes"_s, u"What false alarms come down to, when their shops get simpler."_s);
    const QCommandLineOption about(
        u"about"_s, u"With --story: makes the history smaller as long as it has this problem."_s, u"TEXT"_s);
    const QCommandLineOption whole(u"whole"_s, u"Tells it as it is, without making it smaller, with every buyer."_s);
    parser.addOptions({seconds, seedOption, table, alone, causes, story, about, whole});
    parser.process(application);

    const quint64 seed = parser.isSet(seedOption) ? parser.value(seedOption).toULongLong() : std::random_device()();
    if (parser.isSet(story)) {
        Scenario scenario = scenarioOf(parser.value(story), seed);
        const QStringList problems = problemsOf(Judged(scenario)).filter(parser.value(about));
        if (!problems.isEmpty() && !parser.isSet(whole))
            scenario = shrunk(scenario, problems.front());
        out() << storyOf(scenario, parser.isSet(whole)) << Qt::endl;
        return 0;
    }

    // Each kind of shop gets the same time.
    std::vector<QString> kinds;
    if (parser.isSet(alone)) {
        kinds.push_back(u"plain"_s);
        for (const DesignInfo &info : designTable())
            kinds.push_back(info.name.toString());
    } else if (parser.isSet(table)) {
        for (const DefectInfo &info : defectTable())
            kinds.push_back(info.name.toString());
    } else {
        kinds.push_back(u"none"_s);
    }
    using Clock = std::chrono::steady_clock;
    const auto began = Clock::now();
    const auto length = std::chrono::duration<double>(parser.value(seconds).toDouble());
    out() << "seed " << seed << Qt::endl;
    std::vector<Tally> tallies(kinds.size());
    Causes found;
    qint64 histories = 0;
    for (quint64 next = seed; Clock::now() - began < length; ++next) {
        for (std::size_t i = 0; i < kinds.size(); ++i, ++histories) {
            const Judged judged(scenarioOf(kinds[i], next));
            tallies[i].add(judged, next);
            if (parser.isSet(causes))
                found.add(judged, next);
        }
    }
    const double took = std::chrono::duration<double>(Clock::now() - began).count();

    if (parser.isSet(alone)) {
        tell(
            u"design", {u"histories"_s, u"pass"_s, u"inconclusive"_s, u"alarms"_s, u"untested"_s, u"  by; warnings"_s});
        for (std::size_t i = 0; i < kinds.size(); ++i) {
            const Tally &tally = tallies[i];
            tell(kinds[i],
                {QString::number(tally.histories), percent(tally.passed, tally.histories),
                    percent(tally.inconclusive, tally.histories), percent(tally.alarms, tally.histories),
                    QString::number(tally.untestedPasses),
                    u"  "_s + Tally::textOf(tally.checks) + u"; "_s + Tally::textOf(tally.warnings)});
        }
    } else {
        tell(u"defect", {u"histories"_s, u"shown"_s, u"found"_s, u"share"_s, u"wanted"_s, u"  by"_s});
        for (std::size_t i = 0; i < kinds.size(); ++i) {
            const Tally &tally = tallies[i];
            if (kinds[i] == "none"_L1)
                continue;
            const auto info = std::ranges::find(defectTable(), QStringView(kinds[i]), &model::DefectInfo::name);
            tell(kinds[i],
                {QString::number(tally.histories), QString::number(tally.shown), QString::number(tally.found),
                    percent(tally.found, tally.shown), QString::number(info->share * 100) + u" %"_s,
                    u"  "_s + Tally::textOf(tally.checks)});
        }
        const Tally &right = tallies.front();
        out() << right.histories << " right histories: " << percent(right.passed, right.histories) << " pass, "
              << percent(right.inconclusive, right.histories) << " inconclusive, " << right.alarms << " false alarms ("
              << Tally::textOf(right.checks) << ")" << Qt::endl;
        qint64 untested = 0;
        for (const Tally &tally : tallies)
            untested += tally.untestedPasses;
        out() << untested << " passes without a purchase" << Qt::endl;
    }
    found.tell();
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        for (auto problem = tallies[i].problems.begin(); problem != tallies[i].problems.end(); ++problem)
            out() << "--story " << kinds[i] << " --seed " << *problem << ": " << problem.key() << Qt::endl;
    }
    out() << histories << " histories in " << took << " s: " << qint64(60. * double(histories) / took) << " a minute"
          << Qt::endl;
    return 0;
}
