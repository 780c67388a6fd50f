// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pairs.h"

#include "../oddshop/twist.h"

#include "core/practice/random.h"

#include <algorithm>
#include <array>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

class Choices {
public:
    explicit Choices(quint64 seed)
        : m_random(seed)
    {
    }

    std::size_t below(std::size_t count) { return std::size_t(m_random.next() % count); }
    template <typename List>
    auto oneOf(const List &list)
    {
        return list[below(std::size_t(std::size(list)))];
    }

private:
    Random m_random;
};

std::vector<const Twist *> rightTwists()
{
    auto twists = allTwists();
    std::erase_if(twists, [](const Twist *twist) { return twist->nature == TwistNature::Wrong; });
    return twists;
}

QString withValue(const Twist &twist, Choices &choose)
{
    const QString name = QString::fromLatin1(twist.name);
    if (!twist.values)
        return name;
    return name + u'=' + QString::fromLatin1(choose.oneOf(QByteArray(twist.values).split('|')));
}

} // namespace

Case makePair(quint64 baseSeed, std::size_t number)
{
    Choices choose(baseSeed * 1'000'003 + number);
    const auto twists = rightTwists();
    const auto *first = choose.oneOf(twists);
    const auto *second = choose.oneOf(twists);
    while (second == first)
        second = choose.oneOf(twists);
    Case pair;
    pair.twists = {withValue(*first, choose), withValue(*second, choose)};
    constexpr std::array buyers{5, 10, 40};
    constexpr std::array units{1, 5, 20};
    const int count = choose.oneOf(buyers);
    pair.arguments = {u"--stage"_s, u"0s:%1,2s:%1"_s.arg(count), u"-e"_s,
        u"STARTING_QUANTITY=%1"_s.arg(choose.oneOf(units)), u"--set"_s, u"load.gracefulStop=1s"_s, u"--set"_s,
        u"load.gracefulRampDown=1s"_s, u"--set"_s, u"buyer.maxBuys=3"_s, u"--set"_s, u"verification.timeout=20s"_s,
        u"--seed"_s, QString::number(number + 1)};
    if (choose.below(4) == 0)
        pair.interrupts.emplace_back(500 + int(choose.below(3000)));
    pair.name = pair.twists.join(u' ');
    return pair;
}

QStringList pairFaults(const CaseFound &found)
{
    QStringList faults;
    // Interrupted before there was a load, set-up that this shop does not let through, and what a verdict can be.
    constexpr std::array usual{0, 99, 100, 101, 105, 107, 110, 111};
    if (std::ranges::find(usual, found.exitStatus) == usual.end()) {
        faults << u"exit status %1: %2"_s.arg(found.exitStatus)
                      .arg(QString(found.console + found.errors).simplified().right(300));
        return faults;
    }
    if (!found.result || !found.result->verification.performed) {
        if (found.exitStatus == 0 || found.exitStatus == 99 || found.exitStatus == 110)
            faults << u"exit status %1 without a verdict. %2"_s.arg(found.exitStatus).arg(found.errors.simplified());
        return faults;
    }
    const VerificationReport &report = found.result->verification;
    if (found.ordersInShop() < 0)
        faults << u"the shop did not say what it sold"_s;
    if (report.headline == Headline::Pass && found.ordersInShop() == 0)
        faults << u"a pass, though nothing was sold"_s;
    if ((found.exitStatus == 0 || found.exitStatus == 99) != (report.headline == Headline::Pass))
        faults << u"exit status %1 with the headline %2"_s.arg(found.exitStatus).arg(keyOf(report.headline));
    for (const CheckRow &row : report.checks) {
        if (row.verdict == CheckVerdict::Fail)
            faults << u"%1 fails: %2"_s.arg(toString(row.id), row.note);
    }
    return faults;
}

} // namespace doorbuster
