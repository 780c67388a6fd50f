// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sampleresult.h"

#include "core/metrics/seriestable.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace doorbuster {

namespace {

SeriesValue counterOf(double count, quint64 samples)
{
    SeriesValue value;
    value.count = count;
    value.samples = samples;
    return value;
}

SeriesValue gaugeOf(double last, double min, double max, std::chrono::nanoseconds at)
{
    SeriesValue value;
    value.count = last;
    value.samples = 12;
    value.min = min;
    value.max = max;
    value.at = at;
    return value;
}

void set(RunResult &result, QStringView label, const SeriesValue &value)
{
    for (ResultSeries &series : result.series) {
        if (series.label == label) {
            series.value = value;
            return;
        }
    }
    qFatal("no series of that name");
}

Profile sampleProfile()
{
    Profile profile;
    profile.name = u"Friday's drop"_s;
    profile.notes = u"two lines\nof \"notes\""_s;
    profile.target.apiBase = u"http://shop.example:8080/v2"_s;
    profile.target.headers = {{u"Authorization"_s, u"Bearer hunter2-token"_s}, {u"X-Team"_s, u"blue"_s}};
    profile.sale.adminPassword = u"hunter2-password"_s;
    profile.load.stages = {{10s, 50}, {0s, 20}, {90s, 20}};
    profile.thresholds = {
        {u"http_req_failed"_s, {{u"rate<0.01"_s}}},
        {u"http_req_duration"_s, {{u"p(95)<2000"_s}, {u"p(99)<5000"_s, true, 10s}}},
        {u"http_req_duration{name:buy}"_s, {{u"p(95)<20"_s}}},
        {u"fs_r_confirm_success"_s, {{u"rate>0.5"_s}}},
    };
    profile.outputs = {{u"json"_s, u"lines.json.gz"_s}};
    profile.tags = {{u"team"_s, u"blue"_s}};
    return profile;
}

void fillSeries(RunResult &result)
{
    result.series = emptySeries(result.profile);
    set(result, u"http_reqs", counterOf(3482, 3482));
    set(result, u"http_req_duration", trendOf({0.4, 1.25, 3.5, 7.51, 38, 441, 5012.4}));
    set(result, u"http_req_duration{expected_response:true}", trendOf({0.4, 1.25, 3.5, 7.51, 38}));
    set(result, u"http_req_duration{name:buy}", trendOf({7.51, 38}));
    set(result, u"http_req_duration{name:sale_status}", trendOf({0.4, 1.25, 3.5}));
    set(result, u"fs_t_since_planned", trendOf({0.4, 1.25, 3.5, 7.6, 40, 441, 5012.4, 3012.4, 1012.4}));
    set(result, u"fs_t_since_planned{name:buy}", trendOf({7.6, 40}));
    set(result, u"fs_t_since_planned{name:sale_status}", trendOf({0.4, 1.25, 3.5, 3012.4, 1012.4}));
    set(result, u"http_req_waiting", trendOf({0.2, 1.1, 37.5}));
    set(result, u"http_req_failed", counterOf(7, 3480));
    set(result, u"http_req_failed{name:sale_status}", counterOf(2, 3337));
    set(result, u"http_req_failed{name:buy}", counterOf(5, 143));
    set(result, u"data_sent", counterOf(482'113, 3482));
    set(result, u"data_received", counterOf(1'934'226.5, 3482));
    set(result, u"iterations", counterOf(1410, 1410));
    set(result, u"iteration_duration", trendOf({2000, 2100, 95'000}));
    set(result, u"vus", gaugeOf(0, 0, 50, 101s));
    set(result, u"fs_buy_attempts", counterOf(143, 143));
    set(result, u"fs_confirm_success", counterOf(100, 100));
    set(result, u"fs_r_buy_success", counterOf(140, 143));
    set(result, u"fs_t_journey", trendOf({5100, 6200, 7300, 9400}));
    set(result, u"fs_t_buy_to_hold", trendOf({2001, 4003}));
    set(result, u"fs_overbooking", gaugeOf(1, 1, 1, 116s));
    set(result, u"fs_underselling", gaugeOf(0, 0, 0, 116s));
    set(result, u"fs_stock_remaining", gaugeOf(0, 0, 100, 40s));
}

void fillRequests(RunResult &result)
{
    auto &load = result.requests[std::size_t(RunGroup::Load)];
    RequestTally &status = load[std::size_t(RequestName::SaleStatus)];
    status.requests = 3339;
    status.failed = 2;
    status.withoutResponse = 3;
    status.localFailures = 1;
    status.byStatus = {{0, 3}, {200, 3336}};
    RequestTally &buy = load[std::size_t(RequestName::Buy)];
    buy.requests = 143;
    buy.failed = 5;
    buy.byStatus = {{200, 135}, {409, 3}, {503, 5}};
    RequestTally &setup = result.requests[std::size_t(RunGroup::Setup)][std::size_t(RequestName::SignUp)];
    setup.requests = 1;
    setup.byStatus = {{201, 1}};
    result.requestsIssued = 3483;
    result.failures = {
        {.name = RequestName::Buy,
            .status = 503,
            .errorCode = 1503,
            .message = u"queue <down> \u202e\x1b[31m"_s,
            .count = 5,
            .first = 3s,
            .last = 95s},
        {.name = RequestName::SaleStatus,
            .status = 0,
            .errorCode = 1220,
            .message = u"connection reset"_s,
            .count = 2,
            .first = 61s,
            .last = 62s},
        {.message = u"further messages"_s, .count = 3, .first = 1s, .last = 2s, .further = true},
    };
}

void fillSeconds(RunResult &result)
{
    for (qint64 second = 0; second < 3; ++second) {
        SecondRow &row = result.seconds.emplace_back();
        row.second = second;
        row.final = true;
        row.all = {quint32(100 + second), quint32(second), 1.25F, 0.1F, 441.3F};
        row.byName[std::size_t(RequestName::Buy)] = {quint32(second), 0, 7.51F, 38.0F, SecondRow::noData};
        row.all.intendedP50 = 1.5F;
        row.all.intendedP95 = second == 1 ? SecondRow::noData : 12.25F;
        row.all.intendedP99 = 441.5F;
        row.byName[std::size_t(RequestName::Buy)].intendedP95 = 40.5F;
        row.confirmed = quint32(second * 2);
        row.journeysStarted = quint32(second);
        row.outcomes[std::size_t(Outcome::GaveUp)][std::size_t(OutcomeReason::SoldOut)] = quint32(second);
        row.holdP50 = 2001.5F;
        row.holdLeastP50 = 1.25F;
        row.holdLeastP95 = second == 1 ? SecondRow::noData : 900.5F;
        row.journeyP95 = second == 1 ? SecondRow::noData : 7300.25F;
        row.vusPlanned = 50;
        row.vusActual = 49;
        row.stock = second == 1 ? std::nullopt : std::optional(int(100 - second));
        row.loopLagMax = 0.7F;
    }
}

void fillLedger(RunResult &result)
{
    LedgerEntry confirmed;
    confirmed.vu = 7;
    confirmed.iteration = 3;
    confirmed.started = 1'000'000'001;
    confirmed.ended = 9'000'000'002;
    confirmed.firstBuySent = 1'100'000'000;
    confirmed.lastNotReady = 3'100'000'000;
    confirmed.firstReady = 5'100'000'000;
    confirmed.firstConfirmSent = 5'100'000'100;
    confirmed.confirmed = 9'000'000'001;
    confirmed.firstPosition = 42;
    confirmed.buys = 2;
    confirmed.confirms = 1;
    confirmed.confirmState = ConfirmState::Confirmed;
    confirmed.outcome = Outcome::Success;
    confirmed.orderId = "6b02d566c65af58000d02529";
    confirmed.calls = CallTrace(std::vector<BuyerCall>{
        {.kind = CallKind::Buy, .mayHaveArrived = false, .sent = 1'100'000'000, .ended = 1'101'000'000},
        {.kind = CallKind::Buy,
            .meaning = Meaning::Queued,
            .status = 200,
            .sent = 1'200'000'000,
            .ended = 1'203'000'000,
            .position = 42,
            .size = 50},
        {.kind = CallKind::Position,
            .meaning = Meaning::Held,
            .status = 200,
            .sent = 5'098'000'000,
            .ended = 5'100'000'000,
            .holdTtlMs = 899'000},
        {.kind = CallKind::Confirm,
            .meaning = Meaning::Bought,
            .status = 200,
            .sent = 5'101'000'000,
            .ended = 9'000'001'000}});
    LedgerEntry doubtful;
    doubtful.vu = 4'000'000'000;
    doubtful.buys = 1;
    doubtful.confirms = 3;
    doubtful.confirmState = ConfirmState::InDoubt;
    doubtful.outcome = Outcome::Failed;
    doubtful.reason = OutcomeReason::Network;
    result.ledger = {confirmed, doubtful};
    result.observations.stock = {{.sent = 1'000'000'000, .answered = 1'002'000'000, .remaining = 100, .oddity = {}},
        {.sent = 2'000'000'000, .answered = 2'002'000'000, .remaining = {}, .oddity = u"it is \"many\""_s}};
    result.observations.clock = {{.sent = 1'000'000'000, .answered = 1'002'000'000, .date = 1'795'345'318'000}};
    result.observations.visibility = {{.vu = 7,
        .iteration = 3,
        .orderId = "6b02d566c65af58000d02529",
        .confirmed = 9'000'000'001,
        .lastMissing = VisibilityProbe::never,
        .firstSeen = 9'020'000'000,
        .ended = 9'020'000'000}};
}

void fillVerification(RunResult &result)
{
    VerificationReport &report = result.verification;
    report.performed = true;
    report.at = QDateTime::fromMSecsSinceEpoch(1'795'345'433'500).toUTC();
    report.headline = Headline::Overbooking;
    report.overall = CheckVerdict::Fail;
    report.starting = 100;
    report.paid = 101;
    report.remaining = 0;
    report.difference = 1;
    report.unread = u"the books were not read to their end"_s;
    report.buyersAsked = 143;
    report.buyersAnswered = 143;
    report.took = 1250ms;
    report.checks = {
        {CheckId::EveryBuyerAccountedFor, u"Every buyer accounted for"_s, CheckVerdict::Pass, u"1,410 journeys"_s, u"1,410 outcomes"_s, 0.0, {},
            u"a fault of this program"_s, {}},
        {CheckId::NoOversell, u"No oversell"_s, CheckVerdict::Fail, u"at most 100 paid"_s, u"101 paid"_s, 1.0,
            u"1 order beyond the stock."_s, u"the stock was sold more than once"_s,
            {{u"buyer"_s, u"order"_s}, {{u"buyer-9-0@test.com"_s, u"o-101\x1b[2J"_s}}, 1, 0}},
        {CheckId::NoPhantomOrder, u"No phantom order"_s, CheckVerdict::Warn, u"0"_s, u"1"_s, 1.0, u"1 order was recovered."_s, {},
            {{u"buyer"_s}, {{u"a@test.com"_s}, {u"b@test.com"_s}, {u"c@test.com"_s}, {u"d@test.com"_s}}, 20'000, 2}},
        {CheckId::NoForeignOrder, u"No foreign order"_s, CheckVerdict::NoData, {}, {}, std::nullopt, u"the shop has no order list."_s,
            {}, {}},
        {CheckId::Visibility, u"Visibility"_s, CheckVerdict::Off, {}, {}, std::nullopt, u"Switched off in the profile."_s, {}, {},
            CheckSeverity::Off},
        {CheckId::SellOut, u"Sell-out"_s, CheckVerdict::Inconclusive, {}, {}, std::nullopt, u"It cannot be told."_s, {}, {},
            CheckSeverity::Warn},
        {CheckId::CompleteReading, u"Complete reading"_s, CheckVerdict::Inconclusive, u"143"_s, u"142"_s, -1.0, {}, {}, {}},
        {CheckId::SomethingTested, u"Something was tested"_s, CheckVerdict::Pass, u"a purchase"_s, u"100 purchases"_s, std::nullopt, {},
            {}, {}},
    };
    using State = ThresholdResult::State;
    result.thresholds = {
        {.metric = u"http_req_failed"_s, .expression = u"rate<0.01"_s, .state = State::Pass, .actual = 7.0 / 3480},
        {.metric = u"http_req_duration"_s, .expression = u"p(95)<2000"_s, .state = State::Pass, .actual = 441.25},
        {.metric = u"http_req_duration"_s,
            .expression = u"p(99)<5000"_s,
            .state = State::Fail,
            .actual = 5000.4,
            .abortOnFail = true,
            .delayAbortEval = 10s},
        {.metric = u"http_req_duration{name:buy}"_s,
            .expression = u"p(95)<20"_s,
            .state = State::Fail,
            .actual = 36.4755},
        {.metric = u"fs_r_confirm_success"_s, .expression = u"rate>0.5"_s, .note = u"nothing was confirmed"_s},
        {.metric = u"fs_overbooking"_s, .expression = u"value==0"_s, .state = State::Fail, .actual = 1.0},
        {.metric = u"fs_underselling"_s, .expression = u"value==0"_s, .state = State::Pass, .actual = 0.0},
    };
}

} // namespace

std::vector<ResultSeries> emptySeries(const Profile &profile)
{
    const SeriesTable table(profile);
    std::vector<ResultSeries> series;
    for (SeriesTable::Index i = 0; i < table.size(); ++i) {
        series.push_back({table.label(i), table.metric(i), {}});
    }
    return series;
}

SeriesValue trendOf(std::initializer_list<double> ms)
{
    SeriesValue value;
    value.samples = ms.size();
    for (const double time : ms) {
        value.trend.record(std::chrono::nanoseconds(qint64(time * 1e6)));
    }
    return value;
}

RunResult sampleResult()
{
    RunResult result;
    result.runId = u"2d5b1b9e-7a53-4b8a-9a5e-0c9d0a6f5a11"_s;
    result.startedAt = QDateTime::fromMSecsSinceEpoch(1'795'345'317'419).toUTC();
    result.profile = sampleProfile();
    result.sources = {{u"target.apiBase"_s, u"-e API_BASE"_s}, {u"target.headers.X-\"Team\""_s, u"profile"_s}};
    result.apiBase = u"http://127.0.0.1:40123"_s;
    result.saleId = "6b02d560c65af58000d02523";
    result.saleCreated = true;
    result.saleStartsAt = 1'795'345'322'000;
    result.saleEndsAt = 1'795'345'922'000;
    result.emails = BuyerEmails(u"buyer-{VU}-{ITER}@test.com"_s, u"r7"_s);
    result.practiceDefect = u"oversell-race"_s;
    result.end = RunEnd::Stopped;
    result.stopCause = StopCause::Threshold;
    result.failureKind = FailureKind::Setup;
    result.failure = u"POST /flash-sales answered 409: \"overlaps\""_s;
    result.phases = {
        {RunPhase::Setup, 0ns, 1500ms, std::nullopt},
        {RunPhase::Countdown, 1500ms, 4500ms, 3s},
        {RunPhase::Load, 4500ms, 104'500ms, 100s},
        {RunPhase::Draining, 104'500ms, 105'250ms, 30s},
        {RunPhase::Settling, 105'250ms, 115'250ms, 10s},
        {RunPhase::Verifying, 115'250ms, 116'500ms, std::nullopt},
    };
    fillSeries(result);
    fillRequests(result);
    result.journeysStarted = 1410;
    result.outcomes[std::size_t(Outcome::Success)][0] = 100;
    result.outcomes[std::size_t(Outcome::Failed)][std::size_t(OutcomeReason::Network)] = 1;
    result.outcomes[std::size_t(Outcome::Failed)][std::size_t(OutcomeReason::ApiError)] = 2;
    result.outcomes[std::size_t(Outcome::GaveUp)][std::size_t(OutcomeReason::SoldOut)] = 1300;
    result.outcomes[std::size_t(Outcome::Interrupted)][0] = 7;
    result.withoutBuy[std::size_t(Outcome::GaveUp)][std::size_t(OutcomeReason::SoldOut)] = 1267;
    fillSeconds(result);
    fillVerification(result);
    result.health = {.workers = 2,
        .loopLagP50 = 120us,
        .loopLagP99 = 61ms,
        .loopLagMax = 70ms,
        .loopLagSamples = 4000,
        .timerLatenessP99 = 2ms,
        .timerLatenessMax = 9ms,
        .timerSamples = 900,
        .lagLimit = 50ms,
        .cpuTime = 45s,
        .cpuSpan = 100s,
        .peakMemory = 123'456'789,
        .localFailures = 1,
        .plannedPeak = 50,
        .requiredPeak = 50,
        .reachedPeak = 49,
        .openSockets = 40,
        .peakSockets = 48};
    result.machine = {u"Debian GNU/Linux 12 (bookworm)"_s, u"6.1.0-18-amd64"_s, u"x86_64"_s, u"Some CPU @ 3.00GHz"_s, 2,
        8'000'000'000, u"6.4.2"_s, u"0.1.0"_s};
    fillLedger(result);
    result.samplesDropped = 17;
    return result;
}

} // namespace doorbuster
