// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/result/resultledger.h"

#include "core/result/resultcolumns.h"
#include "core/result/resultrows.h"
#include "core/shop/answerrules.h"

#include <boost/container/small_vector.hpp>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using simdjson::dom::element;
using Layout = JsonWriter::Layout;

constexpr auto ledgerColumns = std::tuple{
    ResultColumn{"vu", &LedgerEntry::vu},
    ResultColumn{"iteration", &LedgerEntry::iteration},
    ResultColumn{"started", &LedgerEntry::started},
    ResultColumn{"ended", &LedgerEntry::ended},
    ResultColumn{"firstBuySent", &LedgerEntry::firstBuySent},
    ResultColumn{"lastNotReady", &LedgerEntry::lastNotReady},
    ResultColumn{"firstReady", &LedgerEntry::firstReady},
    ResultColumn{"firstConfirmSent", &LedgerEntry::firstConfirmSent},
    ResultColumn{"confirmed", &LedgerEntry::confirmed},
    ResultColumn{"firstPosition", &LedgerEntry::firstPosition},
    ResultColumn{"buys", &LedgerEntry::buys},
    ResultColumn{"confirms", &LedgerEntry::confirms},
    ResultColumn{"confirmState", &LedgerEntry::confirmState},
    ResultColumn{"outcome", &LedgerEntry::outcome},
    ResultColumn{"reason", &LedgerEntry::reason},
    ResultColumn{"orderId", &LedgerEntry::orderId},
};

/// Behind those, of files since version 3: the calls, each an array of these.
constexpr std::string_view callsColumn = "calls";
constexpr std::array<std::string_view, 9> callColumns{
    "kind", "answer", "arrived", "status", "sentUs", "endedUs", "position", "size", "holdTtlMs"};
constexpr qint64 nsPerUs = 1'000;
/// Between two looks at the progress: some ms of work.
constexpr std::size_t rowsPerLook = 4096;

constexpr auto stockColumns = std::tuple{
    ResultColumn{"sent", &StockSample::sent},
    ResultColumn{"answered", &StockSample::answered},
    ResultColumn{"remaining", &StockSample::remaining},
    ResultColumn{"oddity", &StockSample::oddity},
    ResultColumn{"starting", &StockSample::starting},
    ResultColumn{"startsAt", &StockSample::startsAt},
    ResultColumn{"endsAt", &StockSample::endsAt},
    ResultColumn{"meaning", &StockSample::meaning},
    ResultColumn{"age", &StockSample::age},
};
/// Of files before version 5.
constexpr auto earlierStockColumns = std::tuple{
    ResultColumn{"sent", &StockSample::sent},
    ResultColumn{"answered", &StockSample::answered},
    ResultColumn{"remaining", &StockSample::remaining},
    ResultColumn{"oddity", &StockSample::oddity},
};

constexpr auto clockColumns = std::tuple{
    ResultColumn{"sent", &ClockSample::sent},
    ResultColumn{"answered", &ClockSample::answered},
    ResultColumn{"date", &ClockSample::date},
};

constexpr auto visibilityColumns = std::tuple{
    ResultColumn{"vu", &VisibilityProbe::vu},
    ResultColumn{"iteration", &VisibilityProbe::iteration},
    ResultColumn{"orderId", &VisibilityProbe::orderId},
    ResultColumn{"confirmed", &VisibilityProbe::confirmed},
    ResultColumn{"lastMissing", &VisibilityProbe::lastMissing},
    ResultColumn{"firstSeen", &VisibilityProbe::firstSeen},
    ResultColumn{"ended", &VisibilityProbe::ended},
};

/// Of files since version 4. Behind those: the calls, as in the ledger.
constexpr auto probeColumns = std::tuple{
    ResultColumn{"kind", &BuyerProbe::kind},
    ResultColumn{"vu", &BuyerProbe::vu},
    ResultColumn{"iteration", &BuyerProbe::iteration},
    ResultColumn{"confirmState", &BuyerProbe::confirmState},
    ResultColumn{"orderId", &BuyerProbe::orderId},
};

/// Of files since version 5.
constexpr auto claimColumns = std::tuple{
    ResultColumn{"vu", &OrderClaim::vu},
    ResultColumn{"iteration", &OrderClaim::iteration},
    ResultColumn{"kind", &OrderClaim::kind},
    ResultColumn{"sent", &OrderClaim::sent},
    ResultColumn{"answered", &OrderClaim::answered},
    ResultColumn{"orderId", &OrderClaim::orderId},
};

constexpr auto contradictionColumns = std::tuple{
    ResultColumn{"kind", &SaleContradiction::kind},
    ResultColumn{"vu", &SaleContradiction::vu},
    ResultColumn{"sent", &SaleContradiction::sent},
    ResultColumn{"answered", &SaleContradiction::answered},
    ResultColumn{"remaining", &SaleContradiction::remaining},
};

template <class T>
void put(JsonWriter &json, const T &value)
{
    if constexpr (std::is_enum_v<T>) {
        json.value(toString(value));
    } else {
        json.value(value);
    }
}

template <class Enum>
bool readName(element json, Enum &into, std::optional<Enum> (*fromString)(QStringView))
{
    QString text;
    const auto found = readJson(json, text) ? fromString(text) : std::nullopt;
    into = found.value_or(into);
    return found.has_value();
}

bool readCell(element json, ProbeKind &into)
{
    return readName(json, into, probeKindFromString);
}

bool readCell(element json, CallKind &into)
{
    return readName(json, into, callKindFromString);
}

bool readCell(element json, Meaning &into)
{
    return readName(json, into, meaningFromString);
}

bool readCell(element json, SaleContradiction::Kind &into)
{
    return readName(json, into, contradictionKindFromString);
}

bool readCell(element json, ConfirmState &into)
{
    return readName(json, into, confirmStateFromString);
}

bool readCell(element json, Outcome &into)
{
    return readName(json, into, outcomeFromString);
}

bool readCell(element json, OutcomeReason &into)
{
    return readName(json, into, outcomeReasonFromString);
}

template <class T>
bool readCell(element json, T &into)
{
    return readJson(json, into);
}

/// The cells of one row, one after the other.
class RowReader {
public:
    explicit RowReader(element json)
    {
        simdjson::dom::array cells;
        if (json.get(cells) != simdjson::SUCCESS)
            return;
        for (const element cell : cells)
            m_cells.push_back(cell);
    }

    std::size_t size() const { return m_cells.size(); } ///< 0 where it is no array
    /// No more than size() times.
    template <class T>
    bool next(T &into)
    {
        return readCell(next(), into);
    }
    element next() { return m_cells[m_next++]; }

private:
    boost::container::small_vector<element, 32> m_cells; ///< no table of ours has wider rows
    std::size_t m_next = 0;
};

template <class Row, class Columns>
bool readCells(RowReader &reader, Row &row, const Columns &columns)
{
    return std::apply([&](const auto &...column) { return (reader.next(row.*column.member) && ...); }, columns);
}

/// What the files before version 5 wrote: an answer's form, beside a status that told the rest.
std::optional<Meaning> earlierMeaning(CallKind kind, QStringView answer, int status)
{
    struct Renamed {
        QStringView answer;
        Meaning meaning;
    };
    static constexpr std::array<Renamed, 6> renamed{{{u"none", Meaning::NoAnswer}, {u"hold", Meaning::Held},
        {u"noPlace", Meaning::LostPlace}, {u"ordered", Meaning::Bought}, {u"notActive", Meaning::Ended},
        {u"inProgress", Meaning::Confirming}}};
    const auto found = std::ranges::find(renamed, answer, &Renamed::answer);
    if (found != renamed.end())
        return found->meaning;
    if (answer != u"refused")
        return meaningFromString(answer);
    return flashSaleMeaning(kind == CallKind::Buy ? RequestName::Buy
            : kind == CallKind::Confirm           ? RequestName::Confirm
                                                  : RequestName::Position,
        status);
}

bool readMeaning(element json, int version, BuyerCall &call)
{
    QString text;
    if (!readJson(json, text))
        return false;
    const auto meaning = version >= 5 ? meaningFromString(text) : earlierMeaning(call.kind, text, call.status);
    call.meaning = meaning.value_or(call.meaning);
    return meaning.has_value();
}

std::optional<qint32> told(qint32 number)
{
    return number == BuyerCall::untold ? std::nullopt : std::optional(number);
}

void writeCalls(JsonWriter &json, const CallTrace &trace)
{
    json.beginArray();
    for (const BuyerCall &call : trace.calls()) {
        json.beginArray();
        put(json, call.kind);
        put(json, call.meaning);
        json.value(call.mayHaveArrived);
        json.value(call.status);
        json.value(call.sent / nsPerUs);
        json.value(call.ended / nsPerUs);
        json.value(told(call.position));
        json.value(told(call.size));
        json.value(told(call.holdTtlMs));
        json.endArray();
    }
    json.endArray();
}

bool readCall(element json, int version, BuyerCall &call)
{
    RowReader cells(json);
    std::optional<qint32> position, size, ttl;
    if (cells.size() != callColumns.size() || !readName(cells.next(), call.kind, callKindFromString))
        return false;
    const element meaning = cells.next();
    if (!cells.next(call.mayHaveArrived) || !cells.next(call.status) || !readMeaning(meaning, version, call)
        || !cells.next(call.sent) || !cells.next(call.ended) || !cells.next(position)
        || !cells.next(size) || !cells.next(ttl))
        return false;
    // Beyond a century it is no time of a run, and would overflow.
    constexpr qint64 mostUs = 3'155'760'000'000'000;
    if (call.sent < 0 || call.ended < call.sent || call.ended > mostUs)
        return false;
    call.sent *= nsPerUs;
    call.ended *= nsPerUs;
    call.position = position.value_or(BuyerCall::untold);
    call.size = size.value_or(BuyerCall::untold);
    call.holdTtlMs = ttl.value_or(BuyerCall::untold);
    return true;
}

bool readCalls(element json, int version, CallTrace &trace)
{
    simdjson::dom::array array;
    if (json.get(array) != simdjson::SUCCESS)
        return false;
    std::vector<BuyerCall> calls;
    for (const element call : array) {
        if (!readCall(call, version, calls.emplace_back()))
            return false;
    }
    trace = CallTrace(calls);
    return true;
}

template <class Columns>
QStringList namesOf(const Columns &columns)
{
    QStringList names;
    std::apply(
        [&](const auto &...column) {
            (names.append(QLatin1String(column.name.data(), qsizetype(column.name.size()))), ...);
        },
        columns);
    return names;
}

void writeNames(JsonWriter &json, std::string_view key, const QStringList &names)
{
    json.key(key).beginArray(Layout::Line);
    for (const QString &name : names)
        json.value(name);
    json.endArray();
}

bool hasNames(JsonFields &fields, std::string_view key, const QStringList &expected)
{
    QStringList names;
    if (const auto json = fields.take(key))
        readTexts(*json, fields.pathOf(key), fields.log(), names);
    if (names == expected)
        return true;
    fields.log().add(fields.pathOf(key), u"are not the columns that belong there"_s);
    return false;
}

template <class Row, class Columns>
void writeTable(JsonWriter &json, std::string_view key, const std::vector<Row> &rows, const Columns &columns)
{
    json.key(key).beginObject();
    writeNames(json, "columns", namesOf(columns));
    json.key("rows").beginArray();
    for (const Row &row : rows) {
        json.beginArray(Layout::Line);
        std::apply([&](const auto &...column) { (put(json, row.*column.member), ...); }, columns);
        json.endArray();
    }
    json.endArray();
    json.endObject();
}

/// False where `progress` asked to give up.
template <class Rows, class Read>
bool readRows(JsonFields &fields, Rows &rows, Read read, const Progress &progress = {})
{
    simdjson::dom::array array;
    if (!fields.takeArray("rows", array))
        return true;
    // simdjson counts up to 2^24 elements; beyond that the share stays below 1 for longer.
    const double count = double(std::max<std::size_t>(array.size(), 1));
    for (const element json : array) {
        if (rows.size() % rowsPerLook == 0 && !report(progress, std::min(double(rows.size()) / count, 1.0)))
            return false;
        RowReader cells(json);
        if (!read(cells, rows.emplace_back())) {
            fields.log().add(
                fields.pathOf("rows") + u'[' + QString::number(rows.size() - 1) + u']', u"is not such a row"_s);
            return true;
        }
    }
    return true;
}

template <class Row, class Columns>
void readTable(JsonFields fields, std::vector<Row> &rows, const Columns &columns)
{
    if (hasNames(fields, "columns", namesOf(columns))) {
        readRows(fields, rows, [&](RowReader &cells, Row &row) {
            return cells.size() == std::tuple_size_v<Columns> && readCells(cells, row, columns);
        });
    } else {
        fields.take("rows");
    }
    fields.checkUnknown();
}

QStringList namesOfCalls()
{
    QStringList names;
    for (const std::string_view name : callColumns)
        names.append(QLatin1String(name.data(), qsizetype(name.size())));
    return names;
}

void writeProbes(JsonWriter &json, const std::vector<BuyerProbe> &probes)
{
    json.key("probes").beginObject();
    writeNames(json, "columns", namesOf(probeColumns) + QStringList{QString::fromLatin1(callsColumn.data())});
    json.key("rows").beginArray();
    for (const BuyerProbe &probe : probes) {
        json.beginArray(Layout::Line);
        std::apply([&](const auto &...column) { (put(json, probe.*column.member), ...); }, probeColumns);
        writeCalls(json, probe.calls);
        json.endArray();
    }
    json.endArray();
    json.endObject();
}

void readProbes(JsonFields fields, int version, std::vector<BuyerProbe> &probes)
{
    const QStringList columns = namesOf(probeColumns) + QStringList{QString::fromLatin1(callsColumn.data())};
    if (hasNames(fields, "columns", columns)) {
        readRows(fields, probes, [&](RowReader &cells, BuyerProbe &probe) {
            return cells.size() == std::size_t(columns.size()) && readCells(cells, probe, probeColumns)
                && readCalls(cells.next(), version, probe.calls);
        });
    } else {
        fields.take("rows");
    }
    fields.checkUnknown();
}

} // namespace

bool writeLedger(JsonWriter &json, const Ledger &ledger, const Progress &progress)
{
    json.beginObject();
    writeNames(json, "columns", namesOf(ledgerColumns) + QStringList{QString::fromLatin1(callsColumn.data())});
    writeNames(json, "callColumns", namesOfCalls());
    json.key("rows").beginArray();
    std::size_t written = 0;
    for (const LedgerEntry &entry : ledger) {
        if (written++ % rowsPerLook == 0 && !report(progress, double(written - 1) / double(ledger.size())))
            return false;
        json.beginArray(Layout::Line);
        std::apply([&](const auto &...column) { (put(json, entry.*column.member), ...); }, ledgerColumns);
        writeCalls(json, entry.calls);
        json.endArray();
    }
    json.endArray();
    json.endObject();
    return true;
}

bool readLedger(JsonFields fields, int version, Ledger &ledger, const Progress &progress)
{
    const bool hasCalls = version >= 3;
    QStringList columns = namesOf(ledgerColumns);
    if (hasCalls)
        columns.append(QString::fromLatin1(callsColumn.data()));
    bool known = hasNames(fields, "columns", columns);
    if (hasCalls)
        known = hasNames(fields, "callColumns", namesOfCalls()) && known;
    if (known) {
        const auto count = std::size_t(columns.size());
        const auto read = [&](RowReader &cells, LedgerEntry &entry) {
            return cells.size() == count && readCells(cells, entry, ledgerColumns)
                && (!hasCalls || readCalls(cells.next(), version, entry.calls));
        };
        if (!readRows(fields, ledger, read, progress))
            return false;
    } else {
        fields.take("rows");
    }
    fields.checkUnknown();
    return true;
}

void writeObservations(JsonWriter &json, const ShopObservations &observations)
{
    json.beginObject();
    writeTable(json, "stock", observations.stock, stockColumns);
    writeTable(json, "clock", observations.clock, clockColumns);
    writeTable(json, "visibility", observations.visibility, visibilityColumns);
    writeProbes(json, observations.probes);
    writeTable(json, "claims", observations.claims, claimColumns);
    writeTable(json, "contradictions", observations.contradictions, contradictionColumns);
    json.endObject();
}

void readObservations(JsonFields fields, int version, ShopObservations &observations)
{
    if (version >= 5)
        readTable(fields.object("stock"), observations.stock, stockColumns);
    else
        readTable(fields.object("stock"), observations.stock, earlierStockColumns);
    readTable(fields.object("clock"), observations.clock, clockColumns);
    readTable(fields.object("visibility"), observations.visibility, visibilityColumns);
    constexpr qint64 oldest = 365LL * 24 * 3'600 * 1'000; // ms: beyond it is no age, and sums would overflow
    for (StockSample &sample : observations.stock) {
        if (sample.age)
            sample.age = std::clamp<qint64>(*sample.age, 0, oldest);
    }
    if (version >= 4)
        readProbes(fields.object("probes"), version, observations.probes);
    if (version >= 5) {
        readTable(fields.object("claims"), observations.claims, claimColumns);
        readTable(fields.object("contradictions"), observations.contradictions, contradictionColumns);
    }
    fields.checkUnknown();
}

} // namespace doorbuster
