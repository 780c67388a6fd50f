// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/charts/fairnesschart.h"

#include "core/result/runresult.h"
#include "core/text/format.h"
#include "core/verdict/books/queuefairness.h"

#include <algorithm>
#include <unordered_map>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using End = QueueStay::End;
using Style = ChartSeries::Style;

/// A buyer on the chart.
struct Mark {
    const QueueStay *stay = nullptr;
    std::size_t joined = 0; ///< place in the order of joining, from 1
    std::size_t held = 0; ///< place in the order of holds, from 1; 0 = none
    qint64 overtakenBy = 0;

    bool isPlain() const { return overtakenBy == 0; }
};

/// In the order of joining, as far as anything happened.
std::vector<Mark> marksOf(std::span<const QueueStay *const> stays, const QueueFairness &fairness)
{
    std::vector<Mark> marks;
    for (const QueueStay *stay : stays) {
        const bool isPlaced = stay->end == End::Held || stay->lastQueued != LedgerEntry::never;
        if (isPlaced) {
            marks.push_back({.stay = stay});
        }
    }
    std::vector<Mark *> held;
    std::unordered_map<const QueueStay *, qint64> overtaken;
    for (const QueueFairness::Overtaken &one : fairness.overtaken()) {
        overtaken.emplace(one.stay, one.count);
    }
    std::ranges::stable_sort(marks, {}, [](const Mark &mark) { return mark.stay->joined.to; });
    std::size_t last = 0;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        Mark &mark = marks[i];
        mark.joined = i + 1;
        if (const auto found = overtaken.find(mark.stay); found != overtaken.end()) {
            mark.overtakenBy = found->second;
        }
        if (mark.stay->end == End::Held) {
            held.push_back(&mark);
        }
        if (mark.stay->end == End::Held || !mark.isPlain()) {
            last = mark.joined;
        }
    }
    std::ranges::stable_sort(held, {}, [](const Mark *mark) { return mark->stay->held.to; });
    for (std::size_t i = 0; i < held.size(); ++i) {
        held[i]->held = i + 1;
    }
    marks.resize(last);
    return marks;
}

/// Leaves marks out until the chart can take them: the plain ones evenly, of the overtaken ones the least.
std::vector<Mark> thinnedMarks(const std::vector<Mark> &marks)
{
    if (marks.size() <= mostFairnessMarks) {
        return marks;
    }
    std::vector<Mark> plain, overtaken;
    for (const Mark &mark : marks) {
        (mark.isPlain() ? plain : overtaken).push_back(mark);
    }
    // Half for each kind, and what one kind leaves is for the other.
    constexpr std::size_t half = mostFairnessMarks / 2;
    const std::size_t forPlain = std::min(plain.size(), mostFairnessMarks - std::min(overtaken.size(), half));
    const std::size_t forOvertaken = std::min(overtaken.size(), mostFairnessMarks - forPlain);
    std::ranges::stable_sort(overtaken, std::greater(), &Mark::overtakenBy);
    std::vector<Mark> kept(overtaken.begin(), overtaken.begin() + std::ptrdiff_t(forOvertaken));
    for (std::size_t i = 0; i < forPlain; ++i) {
        kept.push_back(plain[i * plain.size() / forPlain]);
    }
    std::ranges::sort(kept, {}, &Mark::joined);
    return kept;
}

QString countOf(std::size_t count, QStringView one, QStringView many)
{
    return formatCount(count) + u' ' + (count == 1 ? one : many);
}

QString summaryOf(const std::vector<Mark> &marks)
{
    std::size_t held = 0, overtaken = 0, starved = 0;
    qint64 worst = 0;
    for (const Mark &mark : marks) {
        held += mark.held > 0;
        overtaken += !mark.isPlain();
        starved += !mark.isPlain() && mark.held == 0;
        worst = std::max(worst, mark.overtakenBy);
    }
    QString text = u"%1 got a hold. "_s.arg(countOf(held, u"buyer", u"buyers"));
    if (overtaken == 0) {
        return text + u"None of them was overtaken for certain"_s;
    }
    text += u"%1 overtaken for certain, at worst by %2"_s.arg(
        countOf(overtaken, u"was", u"were"), countOf(std::size_t(worst), u"later buyer", u"later buyers"));
    if (starved > 0) {
        text += u"; %1 never got a hold"_s.arg(formatCount(starved));
    }
    return text;
}

ChartSeries marksSeries(const QString &id, const QString &name, ChartTint tint, Style style)
{
    return {.id = id, .name = name, .tint = tint, .style = style, .x = {}, .y = {}};
}

} // namespace

ChartData makeFairnessChart(const RunResult &result)
{
    ChartData chart{.id = u"fairness"_s, .title = u"Order of holds by order of joining"_s};
    chart.xAxis = ChartAxis::Place;
    chart.xTo = 1;
    const QueueHistory queue(result.ledger);
    if (!queue.isKnown()) {
        chart.emptyText = u"This result is of a version that did not keep the buyers' calls"_s;
        return chart;
    }
    const std::vector<const QueueStay *> stays = fairnessStays(queue, result.ledger, result.emails);
    const std::vector<Mark> marks = marksOf(stays, QueueFairness(stays));
    const auto holds = std::size_t(std::ranges::count_if(marks, [](const Mark &mark) { return mark.held > 0; }));
    if (holds == 0) {
        chart.emptyText = stays.empty() ? u"Nobody joined the queue"_s : u"Nobody got a hold"_s;
        return chart;
    }
    ChartSeries asJoined{.id = u"as-joined"_s,
        .name = u"as joined"_s,
        .tint = ChartTint::Secondary,
        .style = Style::Dashed,
        .x = {1, double(holds)},
        .y = {1, double(holds)},
        .isContinuous = true};
    ChartSeries inOrder = marksSeries(u"in-order"_s, u"in order"_s, ChartTint::Blue, Style::Dots);
    ChartSeries waiting = marksSeries(u"waiting"_s, u"left"_s, ChartTint::Secondary, Style::Rings);
    ChartSeries overtaken = marksSeries(u"overtaken"_s, u"overtaken"_s, ChartTint::Vermilion, Style::Crosses);
    ChartSeries starved = marksSeries(u"starved"_s, u"never served"_s, ChartTint::Fail, Style::Triangles);
    const double upperEdge = double(holds) + std::max(1.0, double(holds) * 0.06);
    const std::vector<Mark> shown = thinnedMarks(marks);
    for (const Mark &mark : shown) {
        ChartSeries &series =
            mark.held > 0 ? (mark.isPlain() ? inOrder : overtaken) : (mark.isPlain() ? waiting : starved);
        series.x.push_back(double(mark.joined));
        series.y.push_back(mark.held > 0 ? double(mark.held) : upperEdge);
    }
    for (ChartSeries *series : {&asJoined, &waiting, &inOrder, &overtaken, &starved}) {
        if (series->x.size() > 1 || (series != &asJoined && !series->x.empty())) {
            chart.series.push_back(std::move(*series));
        }
    }
    chart.xTo = double(marks.size()) * 1.02 + 1;
    chart.summary = summaryOf(marks);
    chart.remark = u"Across: order of joining. Up: order of holds"_s;
    if (shown.size() < marks.size()) {
        chart.remark += u" (%1 of %2 buyers)"_s.arg(formatCount(shown.size()), formatCount(marks.size()));
    }
    return chart;
}

} // namespace doorbuster
