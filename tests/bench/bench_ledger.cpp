// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What the ledger of a big run takes, and what judging it costs. Prints MiB for the journeys of a run (300,000 of 5,000
// virtual users unless told otherwise: bench_ledger [JOURNEYS]), and the time of verify().

#include "core/verdict/verifier.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

using namespace doorbuster;

namespace {

constexpr quint32 users = 5'000;

/// Bytes that the process has allocated and not freed; 0 where that is not known.
std::size_t allocated()
{
#if defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 33)
    const auto info = mallinfo2();
    return info.uordblks + info.hblkhd;
#else
    return 0;
#endif
}

/// A buy, four looks at a place that gets better, and for one in ten a hold and an order.
LedgerEntry journey(quint32 number, std::mt19937_64 &random)
{
    CallRecorder calls;
    LedgerEntry entry;
    entry.vu = number % users + 1;
    entry.iteration = number / users;
    qint64 at = qint64(random() % 390'000'000'000);
    const auto add = [&](CallKind kind, Meaning meaning, qint32 place) {
        const qint64 sent = at;
        at += 100'000 + qint64(random() % 2'000'000);
        calls.add({.kind = kind,
            .meaning = meaning,
            .status = 200,
            .sent = sent,
            .ended = at,
            .position = place,
            .size = 2'000});
        at += 2'000'000'000;
    };
    entry.started = at;
    entry.firstBuySent = at;
    entry.buys = 1;
    qint32 place = qint32(random() % 2'000) + 1;
    add(CallKind::Buy, Meaning::Queued, place);
    for (int look = 0; look < 4; ++look) {
        place = std::max(1, place - qint32(random() % 200));
        entry.lastNotReady = at;
        add(CallKind::Position, Meaning::Queued, place);
    }
    entry.outcome = Outcome::GaveUp;
    entry.reason = OutcomeReason::Timeout;
    if (number % 10 == 0) {
        add(CallKind::Position, Meaning::Held, BuyerCall::untold);
        add(CallKind::Confirm, Meaning::Bought, BuyerCall::untold);
        entry.confirms = 1;
        entry.confirmState = ConfirmState::Confirmed;
        entry.outcome = Outcome::Success;
        entry.reason = OutcomeReason::None;
        entry.orderId = "6b02d566c65af580" + QByteArray::number(10'000'000 + number);
    }
    entry.ended = at;
    entry.calls = calls.pack();
    return entry;
}

} // namespace

int main(int argc, char *argv[])
{
    const quint32 journeys = argc > 1 ? quint32(std::atoi(argv[1])) : 300'000;
    std::mt19937_64 random(1);
    const std::size_t before = allocated();
    Ledger ledger;
    for (quint32 i = 0; i < journeys; ++i)
        ledger.push_back(journey(i, random));
    const double bytes = double(allocated() - before);
    std::printf("%u journeys: %.1f MiB, %.0f bytes each (%zu of them the entry)\n", journeys, bytes / (1 << 20),
        bytes / journeys, sizeof(LedgerEntry));

    VerificationInput input(ledger);
    input.emails = BuyerEmails(QStringLiteral("buyer-{VU}-{ITER}@test.com"), {});
    input.startingQuantity = journeys / 10;
    input.books.admin.state = AdminReading::State::Complete;
    input.books.sale = SaleReading{.remaining = 0, .starting = journeys / 10};
    const auto start = std::chrono::steady_clock::now();
    const VerificationReport report = verify(input);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    std::printf("verify(): %.2f s, %zu checks\n", took.count(), report.checks.size());
    return 0;
}
