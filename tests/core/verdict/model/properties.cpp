// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "properties.h"

#include "core/verdict/books/buyerstoask.h"

#include <QSet>

#include <array>

namespace doorbuster::model {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array ownChecks{CheckId::EveryBuyerAccountedFor, CheckId::HealthyGenerator};

bool isAbout(CheckId check, CheckVerdict verdict)
{
    return verdict == CheckVerdict::Fail
        || (verdict >= CheckVerdict::Warn && std::ranges::find(ownChecks, check) == ownChecks.end());
}

QString timeText(qint64 moment)
{
    return QString::number(double(moment) / 1e9, 'f', 3).rightJustified(9);
}

QString numberOr(qint32 number)
{
    return number == BuyerCall::untold ? u"?"_s : QString::number(number);
}

QString callText(const BuyerCall &call)
{
    QString text = u"  %1 –%2  %3 %4 %5"_s.arg(timeText(call.sent), timeText(call.ended),
        toString(call.kind).toString().leftJustified(8), QString::number(call.status).rightJustified(3),
        toString(call.meaning));
    if (call.position != BuyerCall::untold || call.size != BuyerCall::untold)
        text += u", place %1 of %2"_s.arg(numberOr(call.position), numberOr(call.size));
    if (call.holdTtlMs != BuyerCall::untold)
        text += u", %1 ms left"_s.arg(call.holdTtlMs);
    if (!call.mayHaveArrived)
        text += u", never arrived"_s;
    return text;
}

QString entryText(const RunRecord &run, const LedgerEntry &entry)
{
    QStringList lines;
    lines += u"%1: %2 %3, confirm %4, order %5"_s.arg(run.emails.email(entry.vu, entry.iteration),
        toString(entry.outcome), toString(entry.reason), toString(entry.confirmState),
        entry.orderId.isEmpty() ? u"–"_s : QString::fromUtf8(entry.orderId));
    for (const BuyerCall &call : entry.calls.calls())
        lines += callText(call);
    for (const BuyerProbe &probe : run.observations.probes) {
        if (probe.vu != entry.vu || probe.iteration != entry.iteration)
            continue;
        lines += u"  and again:"_s;
        for (const BuyerCall &call : probe.calls.calls())
            lines += callText(call);
    }
    return lines.join(u'\n');
}

QString booksText(const History &history)
{
    const BookReadings &books = history.input.books;
    QStringList orders;
    for (const Order &order : history.run.shop.books().wholeList())
        orders += u"%1 of %2 %3"_s.arg(QString::fromUtf8(order.id), order.email, toString(order.paymentStatus));
    const auto number = [](std::optional<qint64> units) { return units ? QString::number(*units) : u"?"_s; };
    QString text = books.sale
        ? u"told at the end: %1 of %2 left"_s.arg(number(books.sale->remaining), number(books.sale->starting))
        : u"the stock was not told at the end"_s;
    if (books.sale && books.sale->age)
        text += u", %1 ms old"_s.arg(*books.sale->age);
    return text + u"; orders in the end: "_s + (orders.isEmpty() ? u"none"_s : orders.join(u", "_s));
}

QString stockText(const RunRecord &run)
{
    QStringList samples;
    for (const StockSample &sample : run.observations.stock)
        samples +=
            u"%1:%2%3"_s.arg(QString::number(double(sample.sent) / 1e9, 'f', 1), QString::number(*sample.remaining),
                sample.meaning == Meaning::Open ? QString() : u' ' + toString(sample.meaning));
    return u"stock: "_s + samples.join(u", "_s);
}

QString rowText(const CheckRow &row)
{
    QString text = u"%1 %2: %3, expected %4, was %5. %6"_s.arg(
        toString(row.id), row.title, toString(row.verdict), row.expected, row.actual, row.note);
    const auto shown = row.evidence.shownOrder();
    for (std::size_t i = 0; i < std::min<std::size_t>(shown.size(), 4); ++i)
        text += u"\n    "_s + row.evidence.rows[shown[i]].join(u" | "_s);
    return text;
}

} // namespace

Judged::Judged(const Scenario &scenario)
    : history(play(scenario))
    , report(verify(history->input))
{
}

std::vector<CheckId> falseAlarms(const Judged &judged)
{
    std::vector<CheckId> checks;
    if (!judged.history->isRight())
        return checks;
    for (const CheckRow &row : judged.report.checks) {
        // That a place was lost is never more than a warning, and sounds as certain as what fails.
        const bool isAlarm = row.verdict == CheckVerdict::Fail
            || (row.id == CheckId::SanePositions && row.verdict == CheckVerdict::Warn);
        if (isAlarm && !mayBreak(judged.history->run.scenario, row.id))
            checks.push_back(row.id);
    }
    return checks;
}

bool passesUntested(const Judged &judged)
{
    return judged.report.headline == Headline::Pass && !judged.history->anyPurchase;
}

bool isFound(const Judged &judged)
{
    const auto &foundBy = infoOf(judged.history->run.scenario.defect).foundBy;
    const std::vector<CheckId> speaking = checksThatSpeak(judged);
    return std::ranges::any_of(
        speaking, [&](CheckId check) { return std::ranges::find(foundBy, check) != foundBy.end(); });
}

std::vector<CheckId> checksThatSpeak(const Judged &judged)
{
    std::vector<CheckId> checks;
    for (const CheckRow &row : judged.report.checks) {
        if (isAbout(row.id, row.verdict))
            checks.push_back(row.id);
    }
    return checks;
}

QString falseAlarmOf(CheckId check)
{
    return u"false alarm of %1"_s.arg(toString(check));
}

QString passWithoutPurchase()
{
    return u"a pass without a purchase"_s;
}

QString missedDefect(Defect defect)
{
    return u"%1 was not found"_s.arg(infoOf(defect).name);
}

QStringList problemsOf(const Judged &judged)
{
    QStringList problems;
    for (const CheckId check : falseAlarms(judged))
        problems += falseAlarmOf(check);
    if (passesUntested(judged))
        problems += passWithoutPurchase();
    if (!judged.history->isRight() && judged.history->isShown() && !isFound(judged))
        problems += missedDefect(judged.history->run.scenario.defect);
    return problems;
}

Scenario shrunk(Scenario scenario, const QString &problem)
{
    const auto holds = [&problem](const Scenario &smaller) { return problemsOf(Judged(smaller)).contains(problem); };
    const auto adopt = [&](const Scenario &smaller) {
        const bool isSame = holds(smaller);
        if (isSame)
            scenario = smaller;
        return isSame;
    };
    for (bool gotSmaller = true; gotSmaller;) {
        gotSmaller = false;
        for (const DesignInfo &info : designTable()) {
            const bool isNeeded = std::ranges::any_of(designTable(), [&](const DesignInfo &other) {
                return scenario.has(other.design) && std::ranges::find(other.needs, info.design) != other.needs.end();
            });
            const auto &defectNeeds = infoOf(scenario.defect).needs;
            if (!scenario.has(info.design) || isNeeded
                || std::ranges::find(defectNeeds, info.design) != defectNeeds.end())
                continue;
            Scenario smaller = scenario;
            smaller.designs.reset(std::size_t(info.design));
            gotSmaller |= adopt(smaller);
        }
        for (int *number : {&scenario.users, &scenario.units}) {
            for (int less = *number / 2; less > 0; less /= 2) {
                Scenario smaller = scenario;
                *(number == &scenario.users ? &smaller.users : &smaller.units) -= less;
                gotSmaller |= adopt(smaller);
            }
        }
    }
    return scenario;
}

QString storyOf(const Scenario &scenario, bool everybody)
{
    return storyOf(Judged(scenario), everybody);
}

QString storyOf(const Judged &judged, bool everybody)
{
    const RunRecord &run = judged.history->run;
    const Scenario &scenario = run.scenario;
    const Plan &plan = run.plan;
    const auto seconds = [](Moment moment) { return QString::number(double(moment.count()) / 1e9, 'f', 2); };
    QStringList lines;
    lines += u"seed %1: %2"_s.arg(QString::number(scenario.seed), toString(scenario));
    lines += u"starts at %1 s, sells for %2 s, buyers from %3 s, %4 s apart in all, for %5 s; polls every %6 s, holds "
             "last %7 s"_s.arg(seconds(plan.startsIn), seconds(plan.saleLength), seconds(plan.countdown),
                 seconds(plan.rampUp), seconds(plan.load), seconds(plan.polling), seconds(plan.holdTime));
    lines += u"problem: %1; headline: %2; the defect acted %3 times, left %4 traces%5"_s.arg(
        problemsOf(judged).join(u", "_s), toString(judged.report.headline), QString::number(run.truth.acted),
        QString::number(run.truth.shown), run.truth.what.isEmpty() ? QString() : u": "_s + run.truth.what);
    QSet<QString> concerned;
    const bool isMissed = !judged.history->isRight() && !isFound(judged);
    const auto alarms = falseAlarms(judged);
    for (const CheckRow &row : judged.report.checks) {
        const auto &foundBy = infoOf(scenario.defect).foundBy;
        const bool isAlarm = std::ranges::find(alarms, row.id) != alarms.end();
        const bool isSilent = isMissed && std::ranges::find(foundBy, row.id) != foundBy.end();
        if (!isAlarm && !isSilent)
            continue;
        lines += rowText(row);
        for (const QStringList &finding : row.evidence.rows)
            concerned += QSet<QString>(finding.begin(), finding.end());
    }
    lines += booksText(*judged.history);
    lines += stockText(run);
    constexpr int mostStories = 4;
    int stories = 0;
    const bool anybody = std::ranges::none_of(run.ledger,
        [&](const LedgerEntry &entry) { return concerned.contains(run.emails.email(entry.vu, entry.iteration)); });
    for (const LedgerEntry &entry : run.ledger) {
        const QString email = run.emails.email(entry.vu, entry.iteration);
        if (everybody || (stories < mostStories && (anybody || concerned.contains(email) || run.truth.what.endsWith(email)))) {
            lines += entryText(run, entry);
            ++stories;
        }
    }
    return lines.join(u'\n');
}

void loseReadings(History &history, quint64 seed)
{
    Random random(seed ^ 0x105e);
    VerificationInput &input = history.input;
    BookReadings &books = input.books;
    const auto some = [&random] { return random.chance(0.2); };
    if (some())
        books.sale.reset();
    if (some())
        books.saleBefore.reset();
    if (some() && books.sale)
        books.sale->remaining.reset();
    if (some() && books.sale)
        books.sale->starting.reset();
    if (some()) {
        books.admin.state = some() ? AdminReading::State::Failed : AdminReading::State::NotAsked;
        books.admin.orders.resize(books.admin.orders.size() / 2);
    }
    if (some())
        std::erase_if(books.emails, [&](const EmailReading &) { return some(); });
    for (EmailReading &reading : books.emails) {
        if (!random.chance(0.05))
            continue;
        reading.state = some() ? EmailReading::State::NotAsked : EmailReading::State::Failed;
        reading.orders.clear();
    }
    for (LedgerEntry &entry : history.run.ledger) {
        if (random.chance(0.02))
            entry.calls = CallTrace();
    }
    if (some())
        input.observations = nullptr;
    if (some())
        input.startingQuantity.reset();
    if (some())
        input.saleStartsAt.reset();
    if (some())
        input.saleEndsAt.reset();
    input.settled = !some();
    books.cancelled = some();
    books.timedOut = some();
    input.stoppedEarly = some();
}

bool lacksBooks(const VerificationInput &input)
{
    const BookReadings &books = input.books;
    const bool isStockRead = books.sale && books.sale->remaining && input.startingQuantity;
    const bool areOrdersRead = books.admin.state == AdminReading::State::Complete
        || (books.emails.size() == buyersToAsk(input.ledger, input.emails).size()
            && std::ranges::all_of(books.emails,
                [](const EmailReading &reading) { return reading.state == EmailReading::State::Complete; }));
    return !isStockRead || !areOrdersRead;
}

void punchHoles(History &history, quint64 seed)
{
    loseReadings(history, seed);
    Random random(seed ^ 0x401e5);
    VerificationInput &input = history.input;
    BookReadings &books = input.books;
    Ledger &ledger = history.run.ledger;
    ShopObservations &seen = history.run.observations;
    const auto some = [&random] { return random.chance(0.2); };
    if (some() && books.sale)
        books.sale->remaining = random.number(-3, 1) * (some() ? 4'000'000'000'000'000'000 : 7);
    if (some() && books.saleBefore)
        books.saleBefore->remaining = random.number(0, 9);
    if (some())
        books.admin.state = AdminReading::State(random.number(0, int(AdminReading::State::Unstable)));
    std::vector<Order *> orders;
    for (EmailReading &reading : books.emails) {
        for (Order &order : reading.orders)
            orders.push_back(&order);
    }
    for (Order &order : books.admin.orders)
        orders.push_back(&order);
    for (Order *order : orders) {
        if (random.chance(0.05))
            order->paymentStatus = PaymentStatus(random.number(0, int(PaymentStatus::Unknown)));
        if (random.chance(0.05))
            order->createdAt = random.number(-5, 5) * qint64(1e15);
        if (random.chance(0.05))
            order->id = "order-1";
    }
    if (some())
        ledger.erase(
            std::remove_if(ledger.begin(), ledger.end(), [&](const LedgerEntry &) { return some(); }), ledger.end());
    for (LedgerEntry &entry : ledger) {
        if (random.chance(0.05))
            entry.ended = entry.confirmed = LedgerEntry::never;
        if (random.chance(0.05))
            entry.confirmState = ConfirmState(random.number(0, 3));
        if (random.chance(0.05))
            entry.orderId.clear();
    }
    if (some()) { // set in the middle of the run
        const qint64 step = random.number(-1, 1) * qint64(3'600'000);
        for (std::size_t i = seen.clock.size() / 2; i < seen.clock.size(); ++i)
            seen.clock[i].date += step;
    }
    for (StockSample &sample : seen.stock) {
        if (random.chance(0.05))
            sample.remaining.reset();
        if (random.chance(0.05))
            sample.startsAt.reset();
    }
    if (some())
        input.saleEndsAt = input.saleStartsAt;
    if (some())
        input.baseline.reset();
}

} // namespace doorbuster::model
