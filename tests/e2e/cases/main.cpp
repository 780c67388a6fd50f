// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "case.h"
#include "pairs.h"

#include "../selftestrun.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <mutex>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

constexpr int exitDiffers = 1;
constexpr int exitBadArguments = 104;

struct Options {
    int jobs = 4;
    int pairs = 0;
    quint64 baseSeed = 0;
    std::optional<std::size_t> pair; ///< only this one
    QString only; ///< part of a case's name or input
    bool quick = false;
    QString folder; ///< for the reports
};

void print(FILE *stream, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), stream);
    std::fflush(stream);
}

QString seconds(std::chrono::milliseconds time)
{
    return u"%1 s"_s.arg(double(time.count()) / 1000, 0, 'f', 1);
}

QString folderFor(const Options &options, const QString &name)
{
    const QString path = QDir(options.folder).filePath(name);
    QDir().mkpath(path);
    return path;
}

int runCases(const Options &options)
{
    std::vector<Case> cases;
    for (auto table : {answerCases(), saleCases(), commandCases()})
        std::ranges::move(table, std::back_inserter(cases));
    std::erase_if(cases, [&options](const Case &row) {
        const bool isAsked = row.name.contains(options.only) || caseInput(row).contains(options.only);
        return !isAsked || (options.quick && !row.isQuick);
    });
    std::vector<QString> lines(cases.size());
    std::mutex mutex;
    std::size_t wrong = 0;
    performAll(cases.size(), options.jobs, [&](std::size_t index) {
        const Case &row = cases[index];
        const auto found = performCase(row, folderFor(options, u"case-%1"_s.arg(index)));
        const auto faults = caseFaults(row.right, found);
        QString line = u"%1 | %2 | %3 | %4 | %5\n"_s.arg(row.name, caseInput(row), rightText(row.right),
            foundText(row.right, found), faults.isEmpty() ? u"ok"_s : u"WRONG"_s);
        for (const QString &fault : faults)
            line += u"    "_s + fault + u'\n';
        const std::scoped_lock lock(mutex);
        wrong += !faults.isEmpty();
        lines[index] = line;
        print(stderr, u"%1 (%2): %3\n"_s.arg(row.name, seconds(found.took), faults.isEmpty() ? u"ok"_s : u"WRONG"_s));
    });
    print(stdout, u"case | input | right | found | ok\n"_s);
    for (const auto &line : lines)
        print(stdout, line);
    print(stdout, u"%1 cases, %2 wrong\n"_s.arg(cases.size()).arg(wrong));
    return wrong == 0 ? 0 : exitDiffers;
}

int runPairs(const Options &options)
{
    print(stdout, u"%1 runs with two twists each, base seed %2\n"_s.arg(options.pairs).arg(options.baseSeed));
    std::mutex mutex;
    int wrong = 0;
    const auto count = options.pair ? std::size_t(1) : std::size_t(options.pairs);
    performAll(count, options.jobs, [&](std::size_t index) {
        const std::size_t number = options.pair.value_or(index);
        const Case pair = makePair(options.baseSeed, number);
        const auto found = performCase(pair, folderFor(options, u"pair-%1"_s.arg(number)));
        const auto faults = pairFaults(found);
        QString line = u"%1 | %2 | %3 | %4 | %5\n"_s.arg(number).arg(
            pair.name, foundText({}, found), seconds(found.took), faults.isEmpty() ? u"ok"_s : u"WRONG"_s);
        for (const QString &fault : faults)
            line += u"    "_s + fault + u'\n';
        const std::scoped_lock lock(mutex);
        wrong += !faults.isEmpty();
        print(stdout, line);
    });
    print(stdout, u"%1 pairs, %2 wrong (base seed %3)\n"_s.arg(count).arg(wrong).arg(options.baseSeed));
    return wrong == 0 ? 0 : exitDiffers;
}

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        u"Runs doorbuster-cli against a shop whose answers are odd (see oddshop --help), and prints a line a case: "
        u"what "
        u"the shop does, what is right, and what was found. Exit status 1 where one is wrong."_s);
    parser.addOptions({
        {{u"h"_s, u"help"_s}, u"Show this help."_s},
        {u"quick"_s, u"Only the cases that run with the tests."_s},
        {u"only"_s, u"Only the cases with this text in their name or input."_s, u"TEXT"_s},
        {u"pairs"_s,
            u"Instead: N runs with two twists at once, chosen at random. None may crash, hang, pass where nothing was "
            u"sold, or fail a right shop."_s,
            u"N"_s},
        {u"pair"_s, u"Only the pair of this number."_s, u"N"_s},
        {u"base-seed"_s, u"Repeats the pairs of the runs that printed it."_s, u"N"_s},
        {u"jobs"_s, u"Runs beside each other; default 4."_s, u"N"_s, u"4"_s},
        {u"keep"_s, u"Keep the reports in this folder."_s, u"FOLDER"_s},
    });
}

template <typename Number>
void readNumber(const QCommandLineParser &parser, const QString &option, Number &number, QStringList &errors)
{
    if (!parser.isSet(option))
        return;
    bool isNumber = false;
    const auto value = parser.value(option).toULongLong(&isNumber);
    if (isNumber && value <= 1'000'000'000)
        number = Number(value);
    else
        errors << u"--%1 %2: not a number"_s.arg(option, parser.value(option));
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
    const QTemporaryDir temporary;
    Options options;
    options.baseSeed = QRandomGenerator::global()->bounded(1'000'000);
    if (errors.isEmpty()) {
        readNumber(parser, u"jobs"_s, options.jobs, errors);
        readNumber(parser, u"pairs"_s, options.pairs, errors);
        readNumber(parser, u"pair"_s, options.pair, errors);
        readNumber(parser, u"base-seed"_s, options.baseSeed, errors);
        options.jobs = std::clamp(options.jobs, 1, 64);
        options.only = parser.value(u"only"_s);
        options.quick = parser.isSet(u"quick"_s);
        options.folder = parser.isSet(u"keep"_s) ? parser.value(u"keep"_s) : temporary.path();
    }
    if (!errors.isEmpty()) {
        print(stderr, u"cases: "_s + errors.join(u"\ncases: ") + u'\n');
        return exitBadArguments;
    }
    return options.pairs > 0 || options.pair ? runPairs(options) : runCases(options);
}
