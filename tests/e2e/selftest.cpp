// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "selftestclean.h"
#include "selftestscenario.h"
#include "selftesttable.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <mutex>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

constexpr int exitDiffers = 1;
constexpr int exitBadArguments = 104;

struct Options {
    std::vector<SelfTestLoad> loads;
    std::vector<quint32> seeds;
    std::vector<SelfTestCase> cases;
    int jobs = 4;
    int clean = 0;
    quint64 baseSeed = 0;
    bool strict = false;
    QString folder; ///< for the result files
};

void print(FILE *stream, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), stream);
    std::fflush(stream);
}

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        u"Runs doorbuster-cli against a practice shop with each of its defects, and compares every check of each "
        u"verdict "
        "with what is specified of the defect. Prints the table defect × checks; exit status 1 where a cell differs."_s);
    parser.addOptions({
        {{u"h"_s, u"help"_s}, u"Show this help."_s},
        {u"loads"_s, u"light (40 buyers), medium (200), heavy (1000); default light."_s, u"NAMES"_s, u"light"_s},
        {u"seeds"_s, u"1,2,… or N for 1 to N; default 1."_s, u"SEEDS"_s, u"1"_s},
        {u"defects"_s, u"Only these; none has a row for each scenario. Default all."_s, u"NAMES"_s},
        {u"jobs"_s, u"Runs beside each other; default 4."_s, u"N"_s, u"4"_s},
        {u"keep"_s, u"Keep the result files in this folder."_s, u"FOLDER"_s},
        {u"strict"_s, u"A check that a report does not have differs as well."_s},
        {u"clean"_s,
            u"Instead: N runs of shops that do nothing wrong, with random loads, shops in trouble and stops by hand. "
            "None may raise an alarm."_s,
            u"N"_s},
        {u"base-seed"_s, u"Repeats the random choices of the runs that printed it."_s, u"N"_s},
    });
}

template <typename Number>
Number readNumber(const QString &option, const QString &text, qulonglong least, qulonglong most, QStringList &errors)
{
    bool isNumber = false;
    const auto number = text.toULongLong(&isNumber);
    if (!isNumber || number < least || number > most)
        errors << u"--%1 %2: not a number from %3 to %4"_s.arg(option, text).arg(least).arg(most);
    return Number(number);
}

std::vector<quint32> readSeeds(const QString &text, QStringList &errors)
{
    std::vector<quint32> seeds;
    const QStringList parts = text.split(u',');
    for (const QString &part : parts)
        seeds.push_back(readNumber<quint32>(u"seeds"_s, part, 1, 1'000'000, errors));
    if (parts.size() == 1 && errors.isEmpty()) {
        const quint32 last = seeds.front();
        seeds.clear();
        for (quint32 seed = 1; seed <= last; ++seed)
            seeds.push_back(seed);
    }
    return seeds;
}

std::vector<SelfTestCase> readCases(const QCommandLineParser &parser, QStringList &errors)
{
    auto cases = selfTestCases();
    if (!parser.isSet(u"defects"_s))
        return cases;
    std::vector<Defect> wanted;
    for (const QString &name : parser.value(u"defects"_s).split(u',')) {
        if (const auto *info = findDefect(name))
            wanted.push_back(info->defect);
        else
            errors << u"--defects %1: no such defect"_s.arg(name);
    }
    std::erase_if(
        cases, [&wanted](const SelfTestCase &row) { return std::ranges::find(wanted, row.defect) == wanted.end(); });
    return cases;
}

Options readOptions(const QCommandLineParser &parser, QStringList &errors)
{
    Options options;
    for (const QString &name : parser.value(u"loads"_s).split(u',')) {
        if (const auto load = findLoad(name))
            options.loads.push_back(*load);
        else
            errors << u"--loads %1: no such load"_s.arg(name);
    }
    options.seeds = readSeeds(parser.value(u"seeds"_s), errors);
    options.cases = readCases(parser, errors);
    options.jobs = readNumber<int>(u"jobs"_s, parser.value(u"jobs"_s), 1, 64, errors);
    options.strict = parser.isSet(u"strict"_s);
    if (parser.isSet(u"clean"_s))
        options.clean = readNumber<int>(u"clean"_s, parser.value(u"clean"_s), 1, 1'000'000, errors);
    options.baseSeed = parser.isSet(u"base-seed"_s)
        ? readNumber<quint64>(u"base-seed"_s, parser.value(u"base-seed"_s), 0, ~0ULL, errors)
        : QRandomGenerator::global()->generate();
    options.folder = parser.value(u"keep"_s);
    if (!options.folder.isEmpty() && !QDir().mkpath(options.folder))
        errors << u"--keep %1: cannot make the folder"_s.arg(options.folder);
    return options;
}

QString resultFile(const Options &options, const QString &name)
{
    return QDir(options.folder).filePath(QString(name).replace(u", "_s, u"-"_s).replace(u' ', u'-') + u".json.gz"_s);
}

int testDefects(const Options &options)
{
    struct Job {
        SelfTestRow::Run *run;
        const SelfTestCase *row;
        const SelfTestLoad *load;
    };
    std::vector<std::vector<SelfTestRow>> tables;
    for (std::size_t i = 0; i < options.loads.size(); ++i) {
        auto &rows = tables.emplace_back();
        for (const auto &row : options.cases)
            rows.push_back({row.name, std::vector<SelfTestRow::Run>(options.seeds.size())});
    }
    std::vector<Job> jobs;
    for (std::size_t load = 0; load < options.loads.size(); ++load) {
        for (std::size_t row = 0; row < options.cases.size(); ++row) {
            for (std::size_t seed = 0; seed < options.seeds.size(); ++seed) {
                auto &run = tables[load][row].runs[seed];
                run.seed = options.seeds[seed];
                jobs.push_back({&run, &options.cases[row], &options.loads[load]});
            }
        }
    }

    // A broken listing is asked for again and again for half a minute: not at the end, when nothing runs beside it.
    std::ranges::stable_partition(jobs, [](const Job &job) { return job.row->defect == Defect::BrokenListing; });

    std::atomic<std::size_t> done = 0;
    performAll(jobs.size(), options.jobs, [&](std::size_t index) {
        const auto &[run, row, load] = jobs[index];
        SelfTestRun what;
        what.shopArguments = row->scenario.shopArguments(row->defect, *load, run->seed);
        what.runArguments = row->scenario.runArguments(*load, run->seed);
        const QString name = u"%1, %2, seed %3"_s.arg(row->name, load->name).arg(run->seed);
        what.resultFile = resultFile(options, name);
        const auto outcome = perform(what);
        run->judgement = judge(defectInfo(row->defect), outcome, options.strict);
        print(stderr,
            u"%1/%2 %3: %4 s%5\n"_s.arg(++done)
                .arg(jobs.size())
                .arg(name)
                .arg(double(outcome.took.count()) / 1000, 0, 'f', 1)
                .arg(run->judgement.differences.empty() ? QString() : u", differs"_s));
    });

    bool differs = false;
    for (std::size_t load = 0; load < tables.size(); ++load) {
        const auto &[name, buyers] = options.loads[load];
        print(stdout,
            selfTestTable(
                u"%1 load, %2 buyers, %3 seeds"_s.arg(name).arg(buyers).arg(options.seeds.size()), tables[load])
                + u'\n');
        differs = differs || std::ranges::any_of(tables[load], &SelfTestRow::differs);
    }
    return differs ? exitDiffers : 0;
}

int testCleanShops(const Options &options)
{
    print(stdout, u"%1 runs of shops that do nothing wrong, base seed %2\n"_s.arg(options.clean).arg(options.baseSeed));
    std::mutex mutex;
    QMap<QString, int> headlines;
    int alarms = 0;
    performAll(std::size_t(options.clean), options.jobs, [&](std::size_t index) {
        auto clean = makeCleanRun(options.baseSeed, index);
        clean.run.resultFile = resultFile(options, u"clean-%1-%2"_s.arg(options.baseSeed).arg(index));
        const auto judgement = judgeClean(perform(clean.run));
        const std::scoped_lock lock(mutex);
        ++headlines[judgement.summary.section(u',', 0, 0)];
        alarms += !judgement.alarm.isEmpty();
        print(stdout, u"%1 %2: %3\n"_s.arg(index).arg(judgement.summary, clean.description));
        if (!judgement.alarm.isEmpty())
            print(stdout, u"* FALSE ALARM in %1: %2\n"_s.arg(index).arg(judgement.alarm));
    });
    QStringList summary;
    for (auto headline = headlines.cbegin(); headline != headlines.cend(); ++headline)
        summary << u"%1 %2"_s.arg(headline.value()).arg(headline.key());
    print(stdout,
        u"%1 runs: %2; %3 false alarms (base seed %4)\n"_s.arg(options.clean)
            .arg(summary.join(u", "))
            .arg(alarms)
            .arg(options.baseSeed));
    return alarms == 0 ? 0 : exitDiffers;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    addOptions(parser);
    QStringList errors;
    if (!parser.parse(QCoreApplication::arguments()))
        errors << parser.errorText();
    else if (!parser.positionalArguments().isEmpty())
        errors << u"unexpected argument '%1'"_s.arg(parser.positionalArguments().constFirst());
    else if (parser.isSet(u"help"_s)) {
        print(stdout, parser.helpText());
        return 0;
    }
    auto options = errors.isEmpty() ? readOptions(parser, errors) : Options();
    if (!errors.isEmpty()) {
        print(stderr, u"selftest: "_s + errors.join(u"\nselftest: ") + u'\n');
        return exitBadArguments;
    }
    const QTemporaryDir temporary;
    if (options.folder.isEmpty())
        options.folder = temporary.path();
    return options.clean > 0 ? testCleanShops(options) : testDefects(options);
}
