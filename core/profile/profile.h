// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QMap>
#include <QString>
#include <QStringView>

#include <chrono>
#include <cmath>
#include <optional>

namespace doorbuster {

/// One leg of the load plan: go from where the plan stands to `target` virtual users within `duration` (0 jumps).
struct Stage {
    std::chrono::milliseconds duration{0};
    int target = 0;

    bool operator==(const Stage &) const = default;
};

/// One threshold expression as written, see thresholdexpression.h for its grammar.
struct ThresholdRule {
    QString expression;
    bool abortOnFail = false;
    std::chrono::milliseconds delayAbortEval{0};

    bool operator==(const ThresholdRule &) const = default;
};

/// The rules of one metric; `metric` may carry a selector, as in `http_req_duration{name:buy}`.
struct MetricThresholds {
    QString metric;
    QList<ThresholdRule> rules;

    bool operator==(const MetricThresholds &) const = default;
};

/// A file to write beside the result; `kind` is one of outputKinds(), `file` is a folder for `charts`.
struct OutputSpec {
    QString kind;
    QString file;

    bool operator==(const OutputSpec &) const = default;
};

enum class Transport { Lean, Stock };
/// What counts as an expected answer: each call's own business statuses, or k6's 200–399.
enum class ExpectedStatuses { Business, K6 };
enum class SaleMode { Create, Existing };
/// What to do when the shop refuses a new sale because another one overlaps.
enum class OnOverlap { Fail, UseExisting };
enum class AdminList { Auto, On, Off };
/// Whose progress is logged: virtual user 1, nobody, everybody.
enum class LogProgress { First, None, All };

/// The test plan's stages: 1000, 3000, then 5000 virtual users in 6.5 minutes.
QList<Stage> planStages();
/// The test plan's thresholds: under 1 % of failed requests, p(95) under 2 s, p(99) under 5 s.
QList<MetricThresholds> planThresholds();

struct TargetSettings {
    QString apiBase = QStringLiteral("http://localhost:4000"); ///< may carry a path prefix
    QString shop = QStringLiteral("flash-sale"); ///< how it speaks: a shipped description, or a file's path
    QString ask; ///< what that description asks for, as written: `event=12, product=7`
    std::chrono::milliseconds requestTimeout{60'000};
    Transport transport = Transport::Lean;
    int workers = 0; ///< worker threads; 0 chooses by the number of cores
    bool tlsVerify = true;
    QString caFile; ///< PEM file of further trusted authorities; empty = the system's only
    QString clientCert; ///< PEM file of the certificate for shops that ask for one; empty = none
    QString clientKey; ///< PEM file of its key; empty = the key is in clientCert
    QString clientKeyPassword; ///< from the environment only, never in a file
    QMap<QString, QString> headers; ///< as written: `${NAME}` stands for an environment variable, see headers.h
    ExpectedStatuses expectedStatuses = ExpectedStatuses::Business;

    bool operator==(const TargetSettings &) const = default;
};

struct SaleSettings {
    SaleMode mode = SaleMode::Create;
    QString id; ///< of the existing sale; unused with SaleMode::Create
    std::chrono::milliseconds duration{600'000};
    int startingQuantity = 100;
    std::chrono::milliseconds startsIn{5'000}; ///< from creating the sale to its start
    std::chrono::milliseconds countdown{3'000}; ///< from creating the sale to the first virtual user
    OnOverlap onOverlap = OnOverlap::Fail;
    QString adminEmail = QStringLiteral("admin-{TIMESTAMP}@test.com"); ///< {TIMESTAMP}: Unix milliseconds of the run
    QString adminPassword; ///< from the environment only, never in a file; empty = one is generated per run
    double totalAmount = 1; ///< sent with each confirm
    std::chrono::milliseconds setupTimeout{60'000}; ///< for the whole setup phase; passed = exit status 100

    bool operator==(const SaleSettings &) const = default;
};

struct LoadSettings {
    QString executor = QStringLiteral("ramping-vus");
    int startVUs = 0;
    QList<Stage> stages = planStages();
    std::chrono::milliseconds gracefulRampDown{30'000}; ///< for a journey whose virtual user the plan took away
    std::chrono::milliseconds gracefulStop{30'000}; ///< for the journeys that run when the stages end

    bool operator==(const LoadSettings &) const = default;
};

/// Shares of the buyers, 0…1, that try what well-behaved ones never do, to test a promise of the shop.
struct ProbeSettings {
    double buyAgain = 0.1; ///< of those that have their order: try to buy once more

    bool operator==(const ProbeSettings &) const = default;
};

struct BuyerSettings {
    QString email = QStringLiteral("buyer-{VU}-{ITER}@test.com"); ///< {VU} from 1, {ITER} from 0
    std::chrono::milliseconds pollingInterval{2'000};
    double backoffFactor = 1.5; ///< each wait is this many times the one before
    std::chrono::milliseconds backoffMax{10'000};
    double jitter = 0.1; ///< each wait varies by this share, 0…1; 0 = exact
    std::chrono::milliseconds pollTimeout{300'000};
    /// How long a buyer waits, from one useful answer to the next, because the shop tells it to come back later; told
    /// to wait for longer it goes away.
    std::chrono::milliseconds maxWait{60'000};
    int maxBuys = 5; ///< buys in one journey, the first included
    std::optional<std::chrono::milliseconds>
        pause; ///< between two journeys of one virtual user; unset = pollingInterval
    int recheckSaleWhilePolling = 0; ///< look at the sale every so many polls; 0 = never
    /// Share of the virtual users, 0…1, that look at the queue every fastPollInterval and so see their holds sharper.
    double fastPollShare = 0;
    std::chrono::milliseconds fastPollInterval{200};
    ProbeSettings probes;
    LogProgress logProgress = LogProgress::First;
    std::optional<bool> runSuffix; ///< a per-run part in every email; unset = for an existing sale only

    std::chrono::milliseconds effectivePause() const { return pause.value_or(pollingInterval); }
    /// Whether this virtual user (1…N) is one of the sample that polls fast: evenly spread over all numbers.
    bool pollsFast(quint32 vu) const
    {
        return std::floor(double(vu) * fastPollShare) > std::floor((double(vu) - 1) * fastPollShare);
    }

    /// Whether this journey's buyer is one of the sample that tries to buy again: evenly spread over the virtual users
    /// and over the journeys of each.
    bool buysAgain(quint32 vu, quint32 iteration) const
    {
        // Multiples of these two (of the plastic number) fill the interval evenly, each alone and both together.
        constexpr double perUser = 0.754877666246692760;
        constexpr double perJourney = 0.569840290998053266;
        const double at = double(vu) * perUser + double(iteration) * perJourney;
        return at - std::floor(at) < probes.buyAgain;
    }

    bool operator==(const BuyerSettings &) const = default;
};

struct VerificationSettings {
    std::chrono::milliseconds settle{10'000};
    bool byEmail = true; ///< read the orders of every email that sent a buy
    AdminList adminList = AdminList::Auto; ///< read the admin's order list; Auto = where the shop offers it
    double fairnessTolerance = 0.01; ///< share of judged pairs, 0…1, that may be inverted before V10 warns
    int starvation = 0; ///< overtakes beyond which V10 names a buyer; 0: a tenth of the stock, at least 10
    /// V16 warns where an order certainly took longer from its confirm to the list by email.
    std::chrono::milliseconds visibilityLimit{1'000};
    std::chrono::milliseconds timeout{600'000}; ///< for reading the books; passed = exit status 101
    std::chrono::milliseconds generatorLagLimit{50}; ///< event-loop lag p99 beyond which a run is generator-bound
    bool expectNoSales = false; ///< nothing is left to sell, so that a purchase would be the surprise
    QMap<QString, QString> severity; ///< as written, by the id of a check: see checktable.h

    bool operator==(const VerificationSettings &) const = default;
};

/// A test, complete: what `doorbuster-cli run` needs to know. In-class defaults are the test plan's.
struct Profile {
    QString name;
    QString notes;
    TargetSettings target;
    SaleSettings sale;
    LoadSettings load;
    BuyerSettings buyer;
    VerificationSettings verification;
    /// Kept in the order of the file.
    QList<MetricThresholds> thresholds = planThresholds();
    QList<OutputSpec> outputs;
    QMap<QString, QString> tags; ///< put on every sample

    /// Whether emails carry a per-run part: what buyer.runSuffix says, else only where the sale is an existing one.
    bool effectiveRunSuffix() const { return buyer.runSuffix.value_or(sale.mode == SaleMode::Existing); }

    bool operator==(const Profile &) const = default;
};

} // namespace doorbuster
