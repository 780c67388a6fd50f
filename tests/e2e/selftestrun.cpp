// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "selftestrun.h"

#include "program.h"

#include "core/result/resultfile.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <memory>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

/// A listing that is broken for hundreds of buyers is asked for again and again, with pauses.
constexpr auto runLimit = std::chrono::minutes(10);

} // namespace

SelfTestOutcome perform(const SelfTestRun &run)
{
    SelfTestOutcome outcome;
    QElapsedTimer timer;
    timer.start();
    Program shop = Program::shop(run.shopArguments);
    if (shop.url().isEmpty()) {
        outcome.trouble = u"the shop did not start: "_s + shop.errors();
        return outcome;
    }
    Program cli = Program::cli(
        run.runArguments + QStringList{u"-e"_s, u"API_BASE="_s + shop.url(), u"--result"_s, run.resultFile});
    for (const auto wait : run.interrupts) {
        if (cli.endsWithin(wait))
            break;
        cli.interrupt();
    }
    outcome.exitStatus = cli.finish(runLimit);
    outcome.took = std::chrono::milliseconds(timer.elapsed());
    if (QFile::exists(run.resultFile)) {
        auto loaded = loadResult(run.resultFile);
        outcome.result = std::move(loaded.result);
        outcome.trouble = loaded.errors.join(u"; ");
    } else {
        outcome.trouble = QString(cli.output() + cli.errors()).simplified();
    }
    shop.interrupt();
    if (shop.finish() != 0) {
        outcome.result.reset();
        outcome.trouble = u"the shop ended badly: "_s + shop.errors();
        return outcome;
    }
    const QString counts = shop.output();
    const auto document = QJsonDocument::fromJson(counts.sliced(qMax(qsizetype(0), counts.indexOf(u'{'))).toUtf8());
    for (const auto &sale : document[u"sales"_s].toArray())
        outcome.ordersInShop = outcome.ordersInShop.value_or(0) + sale[u"paidOrders"_s].toInteger();
    return outcome;
}

void performAll(std::size_t count, int beside, const std::function<void(std::size_t)> &job)
{
    std::atomic<std::size_t> next = 0;
    std::vector<std::unique_ptr<QThread>> threads;
    for (int i = 0; i < beside; ++i) {
        threads.emplace_back(QThread::create([&next, &job, count] {
            for (std::size_t index = next++; index < count; index = next++)
                job(index);
        }));
        threads.back()->start();
    }
    for (const auto &thread : threads)
        thread->wait();
}

} // namespace doorbuster
