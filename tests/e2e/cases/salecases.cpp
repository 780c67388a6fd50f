// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "case.h"

#include <algorithm>

namespace doorbuster {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QStringList twentyBuyers{u"--stage"_s, u"0s:30,4s:30"_s, u"-e"_s, u"STARTING_QUANTITY=20"_s};

quint64 journeysFor(const CaseFound &found, QStringView reasonKey)
{
    const auto reason = outcomeReasonFromString(reasonKey);
    quint64 count = 0;
    if (found.result && reason) {
        for (const auto &outcome : found.result->outcomes)
            count += outcome[std::size_t(*reason)];
    }
    return count;
}

bool isV3About(const CaseFound &found, double units)
{
    const CheckRow *row = found.check(u"V3");
    return row && row->difference && *row->difference == units;
}

} // namespace

std::vector<Case> saleCases()
{
    const CaseProperty leavesTen{u"V3 is +10"_s, [](const CaseFound &found) { return isV3About(found, 10); }};
    const CaseProperty countsLost{u"lost places are an outcome of their own"_s, [](const CaseFound &found) {
                                      return journeysFor(found, u"lostPlace") > 0
                                          && journeysFor(found, u"queueUnavailable") == 0;
                                  }};
    return {
        {.name = u"a right shop"_s,
            .right = {.exits = {0},
                .headline = u"pass"_s,
                .checks = {{u"V4"_s, u"pass|no data"_s}, {u"V20"_s, u"pass"_s}},
                .notes = {{u"V4"_s, u"none of 5"_s}},
                // The set-up's expected 401 is no failure.
                .saysNot = {u"\\b401\\b"_s}}},
        {.name = u"a sale that nobody can reach"_s,
            .arguments = {u"--stage"_s, u"2s:1"_s, u"--set"_s, u"load.gracefulStop=0s"_s},
            .right = {.exits = {111}, .checks = {{u"V20"_s, u"inconclusive"_s}}}},
        {.name = u"a sale over before the load"_s,
            .arguments = {u"--set"_s, u"sale.startsIn=0s"_s, u"--set"_s, u"sale.duration=100ms"_s, u"--set"_s,
                u"sale.countdown=500ms"_s},
            .right = {.exits = {111}, .checks = {{u"V20"_s, u"inconclusive"_s}}}},
        {.name = u"buyers come before the opening"_s,
            .arguments = {u"--set"_s, u"sale.startsIn=2s"_s, u"--stage"_s, u"0s:10,4s:10"_s},
            .right = {.exits = {0}, .says = {u"before"_s}}},
        {.name = u"who waits is dropped"_s,
            .twists = {u"defect=dropped-queue"_s},
            .arguments = twentyBuyers,
            .right = {.exits = {0},
                .headline = u"pass"_s,
                .checks = {{u"V3"_s, u"warn"_s}, {u"V11"_s, u"warn"_s}},
                .also = {leavesTen, countsLost}}},
        {.name = u"who waits waits in vain"_s,
            .twists = {u"defect=stuck-queue"_s},
            .arguments = twentyBuyers,
            .right = {.exits = {0}, .headline = u"pass"_s, .checks = {{u"V3"_s, u"warn"_s}}, .also = {leavesTen}}},
        {.name = u"more holds than units"_s,
            .twists = {u"defect=over-grant"_s},
            .arguments = twentyBuyers,
            .right = {.exits = {110},
                .headline = u"rules-broken"_s,
                .checks = {{u"V9"_s, u"fail"_s}, {u"V1"_s, u"pass"_s}, {u"V2"_s, u"pass"_s}}}},
        {.name = u"a total that is wrong"_s,
            .twists = {u"defect=wrong-total"_s},
            .arguments = twentyBuyers,
            .right = {.exits = {111},
                .headline = u"inconclusive"_s,
                .checks = {{u"V18"_s, u"inconclusive"_s}, {u"V2"_s, u"!fail"_s}},
                .notes = {{u"V18"_s, u"tells of 21 orders, but lists 20"_s}}}},
        {.name = u"a second order after the order"_s,
            .twists = {u"defect=buy-again"_s},
            .arguments = twentyBuyers + QStringList{u"--set"_s, u"buyer.probes.buyAgain=1"_s},
            .right = {.checks = {{u"V15"_s, u"warn|fail"_s}, {u"V1"_s, u"pass"_s}}}},
        {.name = u"an unfair queue only warns"_s,
            .twists = {u"defect=queue-jump"_s, u"holds=5"_s},
            .arguments = twentyBuyers,
            .right = {.exits = {0}, .headline = u"pass"_s, .checks = {{u"V10"_s, u"pass|warn|no data"_s}}},
            .isQuick = false},
        {.name = u"a check that is set to warn"_s,
            .twists = {u"defect=negative-stock"_s},
            .arguments = {u"--set"_s, u"verification.severity.V13=warn"_s, u"--set"_s,
                u"verification.severity.V14=warn"_s, u"--stage"_s, u"0s:10,4s:10"_s},
            .right = {.exits = {0},
                .headline = u"pass"_s,
                .checks = {{u"V13"_s, u"warn"_s}, {u"V14"_s, u"pass|warn"_s}}}},
    };
}

std::vector<Case> commandCases()
{
    return {
        {.name = u"a threshold fails, the books agree"_s,
            .arguments = {u"--set"_s, u"thresholds.http_reqs=count>1000000"_s},
            .right = {.exits = {99}, .headline = u"pass"_s, .says = {u"PASS[^\n]*threshold"_s}}},
        {.name = u"a plan that ends at the top of a ramp"_s,
            .arguments = {u"--stage"_s, u"2s:10"_s},
            .right = {.exits = {0}, .checks = {{u"V19"_s, u"pass"_s}}}},
        {.name = u"lines on standard output"_s,
            .arguments = {u"--out"_s, u"json=-"_s},
            .right = {.exits = {0},
                .also = {{u"only lines of JSON there"_s,
                    [](const CaseFound &found) {
                        const auto lines = found.console.split(u'\n', Qt::SkipEmptyParts);
                        return lines.size() > 100 && std::ranges::all_of(lines, [](const QString &line) {
                            return line.startsWith(u'{') && line.endsWith(u'}');
                        });
                    }}}}},
        {.name = u"a threshold in percent"_s,
            .arguments = {u"--set"_s, u"thresholds.http_req_failed=rate<1%"_s},
            .right = {.exits = {104}, .says = {u"0\\.01"_s}}},
        {.name = u"a threshold in seconds"_s,
            .arguments = {u"--set"_s, u"thresholds.http_req_duration=p(95)<2s"_s},
            .right = {.exits = {104}, .says = {u"2000"_s}}},
        {.name = u"a stop in the middle"_s,
            .arguments = {u"--stage"_s, u"0s:10,20s:10"_s},
            .right = {.exits = {0}, .headline = u"pass"_s},
            .interrupts = {4s}},
        {.name = u"a stop before anything is bought"_s,
            .arguments = {u"--stage"_s, u"0s:10,20s:10"_s, u"--set"_s, u"sale.startsIn=15s"_s, u"--set"_s,
                u"load.gracefulStop=0s"_s},
            .right = {.exits = {111}, .checks = {{u"V20"_s, u"inconclusive"_s}}},
            .interrupts = {2s}},
        {.name = u"a second run while the first sale is open"_s,
            .right = {.exits = {107}, .says = {u"sale\\.duration"_s, u"until|ends"_s}},
            .runBefore = {u"--quiet"_s}},
        {.name = u"a sale that is partly sold"_s,
            .arguments = {u"--set"_s, u"sale.onOverlap=useExisting"_s, u"-e"_s, u"STARTING_QUANTITY=20"_s},
            .right = {.exits = {0}, .headline = u"pass"_s, .checks = {{u"V2"_s, u"pass"_s}, {u"V20"_s, u"pass"_s}}},
            .runBefore = {u"--quiet"_s, u"-e"_s, u"STARTING_QUANTITY=20"_s, u"--stage"_s, u"0s:8,1s:8"_s}},
    };
}

} // namespace doorbuster
