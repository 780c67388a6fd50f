// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/practice/shopoptions.h"

#include "core/text/duration.h"

#include <QCommandLineParser>
#include <QHostAddress>

namespace doorbuster {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

/// The defects with their lines unbroken, which the parser would not leave them.
QString defectHelp()
{
    QString help = u"\nDefects:\n"_s;
    for (const auto &info : defectTable()) {
        help += u"  "_s + QString::fromUtf8(info.name.data(), qsizetype(info.name.size())).leftJustified(18)
            + QString::fromUtf8(info.description.data(), qsizetype(info.description.size())) + u'\n';
    }
    return help;
}

/// Collects the first error; every read after it is a no-op.
class Reader {
public:
    explicit Reader(const QCommandLineParser &parser)
        : m_parser(parser)
    {
    }

    template <typename Parse, typename Target>
    void read(const QString &option, QStringView expected, Parse parse, Target &target)
    {
        if (!m_error.isEmpty() || !m_parser.isSet(option))
            return;
        const auto text = m_parser.value(option);
        const auto value = parse(text);
        if (value)
            target = *value;
        else
            m_error = u"--%1 %2: %3"_s.arg(option, text, expected);
    }

    const QString &error() const { return m_error; }

private:
    const QCommandLineParser &m_parser;
    QString m_error;
};

std::optional<quint16> parsePort(const QString &text)
{
    bool ok = false;
    const auto port = text.toUShort(&ok);
    return ok ? std::optional(port) : std::nullopt;
}

std::optional<QString> parseAddress(const QString &text)
{
    const QHostAddress address(text);
    return address.isNull() ? std::nullopt : std::optional(address.toString());
}

std::optional<double> parseNumber(const QString &text, double minimum, double maximum)
{
    bool ok = false;
    const auto value = text.toDouble(&ok);
    return ok && value >= minimum && value <= maximum ? std::optional(value) : std::nullopt;
}

std::optional<quint64> parseSeed(const QString &text)
{
    bool ok = false;
    const auto seed = text.toULongLong(&ok);
    return ok ? std::optional(seed) : std::nullopt;
}

std::optional<Defect> parseDefect(const QString &text)
{
    const auto info = findDefect(text);
    return info ? std::optional(info->defect) : std::nullopt;
}

std::optional<nanoseconds> parseTtl(const QString &text)
{
    const auto ttl = parseDuration(text);
    return ttl && *ttl > nanoseconds::zero() ? ttl : std::nullopt;
}

} // namespace

ShopCommandLine parseShopCommandLine(const QStringList &arguments)
{
    const ShopOptions defaults;
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"A flash-sale backend to practise on: the whole API of the system under test, with switchable defects.\n"
        "Prints its address as the first line, and its counts as JSON when it is ended by SIGINT or SIGTERM."_s);
    parser.addOptions({
        {{u"h"_s, u"help"_s}, u"Show this help."_s},
        {{u"v"_s, u"version"_s}, u"Show the version."_s},
        {u"port"_s, u"Listen on port N (default 4000); 0 picks a free one."_s, u"N"_s},
        {u"bind"_s, u"Listen on this address (default 127.0.0.1)."_s, u"ADDRESS"_s},
        {u"defect"_s, u"Make the shop wrong in one way; see below (default none)."_s, u"NAME"_s},
        {u"holds-per-second"_s, u"Pace at which queued buyers get holds (default 50)."_s, u"N"_s},
        {u"hold-ttl"_s, u"Life of a hold that is not confirmed (default 900s)."_s, u"DURATION"_s},
        {u"latency"_s, u"Delay every answer by 50ms, or by 5ms±2ms (also 5ms+-2ms); default 0s."_s, u"DURATION"_s},
        {u"error-rate"_s, u"Refuse this share (0 to 1) of the buyers' requests with a 5xx; default 0."_s, u"SHARE"_s},
        {u"seed"_s, u"Seed of ids, delays and errors (default 1)."_s, u"N"_s},
        {u"exit-with-parent"_s,
            u"End when standard input ends, so that no shop outlives the program that started it."_s},
    });

    if (!parser.parse(arguments))
        return {{}, u"doorbuster-shop: "_s + parser.errorText(), badArguments};
    if (parser.isSet(u"help"_s))
        return {{}, QString(parser.helpText() + defectHelp()), 0};
    if (parser.isSet(u"version"_s))
        return {{}, u"doorbuster-shop %1\n"_s.arg(QLatin1StringView(DOORBUSTER_VERSION)), 0};
    if (const auto surplus = parser.positionalArguments(); !surplus.isEmpty())
        return {{}, u"doorbuster-shop: unexpected argument '%1'"_s.arg(surplus.constFirst()), badArguments};

    ShopOptions options;
    Reader reader(parser);
    reader.read(u"port"_s, u"must be a port from 0 to 65535", parsePort, options.port);
    reader.read(u"bind"_s, u"must be an IP address", parseAddress, options.bind);
    reader.read(u"defect"_s, u"is no defect (see --help)", parseDefect, options.rules.defect);
    reader.read(
        u"holds-per-second"_s, u"must be a number above 0, at most 1000000",
        [](const QString &text) { return parseNumber(text, 0.001, 1e6); }, options.rules.holdsPerSecond);
    reader.read(u"hold-ttl"_s, u"must be a duration above 0, such as 900s", parseTtl, options.rules.holdTtl);
    reader.read(
        u"latency"_s, u"must be a duration such as 50ms or 5ms±2ms, not spread below 0",
        [](const QString &text) { return parseLatency(text); }, options.latency);
    reader.read(
        u"error-rate"_s, u"must be a number from 0 to 1", [](const QString &text) { return parseNumber(text, 0, 1); },
        options.errorRate);
    reader.read(u"seed"_s, u"must be a whole number", parseSeed, options.rules.seed);
    options.exitWithParent = parser.isSet(u"exit-with-parent"_s);
    if (!reader.error().isEmpty())
        return {{}, u"doorbuster-shop: "_s + reader.error(), badArguments};
    return {options, {}, 0};
}

std::optional<Latency> parseLatency(QStringView text)
{
    qsizetype sign = text.indexOf(u'±');
    qsizetype signLength = 1;
    if (sign < 0) {
        sign = text.indexOf(u"+-"_s);
        signLength = 2;
    }
    const auto base = parseDuration(sign < 0 ? text : text.first(sign));
    const auto spread = sign < 0 ? nanoseconds::zero() : parseDuration(text.sliced(sign + signLength));
    if (!base || !spread || *spread > *base)
        return {};
    return Latency{*base, *spread};
}

QString toString(const Latency &latency)
{
    const auto base = formatDuration(latency.base);
    return latency.spread == nanoseconds::zero() ? base : QString(base + u"±"_s + formatDuration(latency.spread));
}

} // namespace doorbuster
