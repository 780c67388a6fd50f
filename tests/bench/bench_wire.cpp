// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

// One measurement of the generator's request path: see wireload.h for what a request is here, and `compare` for what
// runs it beside other clients. Prints one JSON object.

#include "core/metrics/processusage.h"
#include "core/text/duration.h"
#include "tests/bench/wireload.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QThread>

#include <cstdio>
#include <mutex>
#include <thread>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// State of the process at one end of the window that is measured.
struct Reading {
    TimePoint at;
    Nanoseconds cpu;
    quint64 requests = 0;
    quint64 failures = 0;
};

Reading read(const std::vector<WireCounts> &counts)
{
    Reading reading{std::chrono::steady_clock::now(), processUsage().cpuTime()};
    for (const WireCounts &worker : counts) {
        reading.requests += worker.requests;
        reading.failures += worker.failures;
    }
    return reading;
}

/// Resident now, in KiB; 0 where the system does not tell it.
qint64 residentNow()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    const qsizetype at = text.indexOf("VmRSS:");
    return at < 0 ? 0 : text.mid(at + 6, 32).trimmed().split(' ').first().toLongLong();
}

[[noreturn]] void refuse(const QString &what)
{
    std::fprintf(stderr, "bench_wire: %s\n", qPrintable(what));
    std::exit(2);
}

int number(const QCommandLineParser &parser, const QString &option)
{
    bool good = false;
    const int value = parser.value(option).toInt(&good);
    if (!good || value < 1)
        refuse(u"--%1 %2: not a whole number above 0"_s.arg(option, parser.value(option)));
    return value;
}

std::chrono::nanoseconds duration(const QCommandLineParser &parser, const QString &option)
{
    const auto value = parseDuration(parser.value(option));
    if (!value)
        refuse(u"--%1 %2: not a duration such as 10s"_s.arg(option, parser.value(option)));
    return *value;
}

} // namespace

int main(int argc, char *argv[])
{
    // As doorbuster-cli does.
    qputenv("QT_NO_GLIB", "1");
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Measures what a request costs its client: looks at a sale over many "
                                     "connections, reads each answer and counts it. Prints JSON."_s);
    parser.addHelpOption();
    parser.addOptions({
        {u"url"_s, u"The shop (http)."_s, u"URL"_s},
        {u"sale"_s, u"The sale to look at; without it, the current one."_s, u"ID"_s},
        {u"wire"_s, u"lean, qtsocket (the lean reply over QTcpSocket) or stock."_s, u"KIND"_s, u"lean"_s},
        {u"connections"_s, u"Callers, each with a connection of its own."_s, u"N"_s, u"100"_s},
        {u"workers"_s, u"Threads."_s, u"N"_s, u"1"_s},
        {u"pause"_s, u"From an answer to the next request; 0s is a closed loop."_s, u"TIME"_s, u"0s"_s},
        {u"time"_s, u"How long it sends."_s, u"TIME"_s, u"10s"_s},
        {u"warm-up"_s, u"Of that, how long before the window that is measured by itself."_s, u"TIME"_s, u"2s"_s},
    });
    parser.process(application);
    if (!parser.isSet(u"url"_s))
        refuse(u"--url is missing"_s);

    WireLoadOptions options;
    options.shop = QUrl(parser.value(u"url"_s));
    options.saleId = parser.value(u"sale"_s).toUtf8();
    const QString wire = parser.value(u"wire"_s);
    if (wire == u"stock"_s)
        options.transport.kind = WireKind::Stock;
    else if (wire == u"qtsocket"_s)
        options.transport.sockets = SocketLayer::Qt;
    else if (wire != u"lean"_s)
        refuse(u"--wire %1: lean, qtsocket or stock is needed"_s.arg(wire));
    options.connections = number(parser, u"connections"_s);
    options.workers = number(parser, u"workers"_s);
    options.pause = duration(parser, u"pause"_s);
    const auto length = duration(parser, u"time"_s);
    const auto warmUp = duration(parser, u"warm-up"_s);
    if (warmUp >= length)
        refuse(u"--warm-up must be shorter than --time"_s);
    if (const auto error = allowOpenSockets(options.connections))
        refuse(*error);

    options.start = std::chrono::steady_clock::now() + 100ms;
    options.end = options.start + length;
    std::vector<WireCounts> counts(std::size_t(options.workers));
    // Not std::thread: Qt's socket notifiers work in its own threads only.
    std::vector<std::unique_ptr<QThread>> threads;
    std::mutex joining;
    Histogram durations;
    for (int i = 0; i < options.workers; ++i) {
        threads.emplace_back(QThread::create([&, i] {
            WireLoad load(options, i, counts[std::size_t(i)]);
            load.run();
            const std::scoped_lock lock(joining);
            durations.merge(load.metrics().total(MetricId::HttpReqDuration).trend);
        }));
        threads.back()->start();
    }
    std::this_thread::sleep_until(options.start + warmUp);
    const Reading before = read(counts);
    std::this_thread::sleep_until(options.end);
    const Reading after = read(counts);
    const qint64 resident = residentNow();
    for (const auto &thread : threads)
        thread->wait();
    const Reading whole = read(counts);

    const auto seconds = [](Nanoseconds time) { return std::chrono::duration<double>(time).count(); };
    const QJsonObject result{
        {u"wire"_s, wire},
        {u"connections"_s, options.connections},
        {u"workers"_s, options.workers},
        {u"pauseSeconds"_s, seconds(options.pause)},
        {u"requests"_s, qint64(whole.requests)},
        {u"failures"_s, qint64(whole.failures)},
        {u"window"_s,
            QJsonObject{{u"seconds"_s, seconds(after.at - before.at)},
                {u"cpuSeconds"_s, seconds(after.cpu - before.cpu)},
                {u"requests"_s, qint64(after.requests - before.requests)}}},
        {u"residentKiB"_s, resident},
        {u"p50Ms"_s, durations.percentile(50) / 1e6},
        {u"p99Ms"_s, durations.percentile(99) / 1e6},
    };
    std::printf("%s", QJsonDocument(result).toJson(QJsonDocument::Indented).constData());
    return whole.failures == 0 ? 0 : 1;
}
