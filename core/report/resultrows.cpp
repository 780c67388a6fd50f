// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/resultrows.h"

#include <algorithm>
#include <string_view>
#include <tuple>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using simdjson::dom::element;
using Layout = JsonWriter::Layout;

/// A column: its name and the member it is.
template <class Member>
struct Column {
    std::string_view name;
    Member member;
};

constexpr auto ledgerColumns = std::tuple{
    Column{"vu", &LedgerEntry::vu},
    Column{"iteration", &LedgerEntry::iteration},
    Column{"started", &LedgerEntry::started},
    Column{"ended", &LedgerEntry::ended},
    Column{"firstBuySent", &LedgerEntry::firstBuySent},
    Column{"lastNotReady", &LedgerEntry::lastNotReady},
    Column{"firstReady", &LedgerEntry::firstReady},
    Column{"firstConfirmSent", &LedgerEntry::firstConfirmSent},
    Column{"confirmed", &LedgerEntry::confirmed},
    Column{"firstPosition", &LedgerEntry::firstPosition},
    Column{"buys", &LedgerEntry::buys},
    Column{"confirms", &LedgerEntry::confirms},
    Column{"confirmState", &LedgerEntry::confirmState},
    Column{"outcome", &LedgerEntry::outcome},
    Column{"reason", &LedgerEntry::reason},
    Column{"orderId", &LedgerEntry::orderId},
};

/// A column of one second's requests, over all names or of one.
constexpr auto requestsColumns = std::tuple{
    Column{"count", &SecondRow::Requests::count},
    Column{"failed", &SecondRow::Requests::failed},
    Column{"p50", &SecondRow::Requests::p50},
    Column{"p95", &SecondRow::Requests::p95},
    Column{"p99", &SecondRow::Requests::p99},
};

/// The same, of files since version 2.
constexpr auto plannedColumns = std::tuple{
    Column{"plannedP50", &SecondRow::Requests::plannedP50},
    Column{"plannedP95", &SecondRow::Requests::plannedP95},
    Column{"plannedP99", &SecondRow::Requests::plannedP99},
};

/// The other columns of the seconds.
constexpr auto secondColumns = std::tuple{
    Column{"second", &SecondRow::second},
    Column{"final", &SecondRow::final},
    Column{"confirmed", &SecondRow::confirmed},
    Column{"journeysStarted", &SecondRow::journeysStarted},
    Column{"holdP50", &SecondRow::holdP50},
    Column{"holdP95", &SecondRow::holdP95},
    Column{"journeyP50", &SecondRow::journeyP50},
    Column{"journeyP95", &SecondRow::journeyP95},
    Column{"vusPlanned", &SecondRow::vusPlanned},
    Column{"vusActual", &SecondRow::vusActual},
    Column{"stock", &SecondRow::stock},
    Column{"loopLagMax", &SecondRow::loopLagMax},
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

template <class Value>
void writeColumn(JsonWriter &json, const std::vector<SecondRow> &rows, std::string_view name, Value value)
{
    json.key(name).beginArray(Layout::Line);
    for (const SecondRow &row : rows) {
        json.value(value(row));
    }
    json.endArray();
}

template <class Requests>
void writeRequestColumns(JsonWriter &json, const std::vector<SecondRow> &rows, Requests requests)
{
    json.beginObject();
    std::apply(
        [&](const auto &...column) {
            (writeColumn(json, rows, column.name, [&](const SecondRow &row) { return requests(row).*column.member; }),
                ...);
        },
        std::tuple_cat(requestsColumns, plannedColumns));
    json.endObject();
}

/// One value a second. All columns must be of one length, which the first one sets.
template <class Reference>
void readColumn(JsonFields &fields, std::string_view name, std::vector<SecondRow> &rows, Reference reference)
{
    simdjson::dom::array array;
    if (!fields.takeArray(name, array)) {
        return;
    }
    if (array.size() != rows.size()) {
        fields.log().add(fields.pathOf(name), u"is not as long as the seconds"_s);
        return;
    }
    std::size_t row = 0;
    for (const element json : array) {
        if (!readJson(json, reference(rows[row++]))) {
            fields.log().add(fields.pathOf(name), u"holds a value of another kind"_s);
            return;
        }
    }
}

template <class Requests>
void readRequestColumns(JsonFields fields, int version, std::vector<SecondRow> &rows, Requests requests)
{
    const auto read = [&](const auto &...column) {
        (readColumn(
             fields, column.name, rows, [&](SecondRow & row) -> auto & { return requests(row).*column.member; }),
            ...);
    };
    std::apply(read, requestsColumns);
    if (version >= 2)
        std::apply(read, plannedColumns);
    fields.checkUnknown();
}

bool readCell(element json, ConfirmState &into)
{
    QString text;
    const auto state = readJson(json, text) ? confirmStateFromString(text) : std::nullopt;
    into = state.value_or(into);
    return state.has_value();
}

bool readCell(element json, Outcome &into)
{
    QString text;
    const auto outcome = readJson(json, text) ? outcomeFromString(text) : std::nullopt;
    into = outcome.value_or(into);
    return outcome.has_value();
}

bool readCell(element json, OutcomeReason &into)
{
    QString text;
    const auto reason = readJson(json, text) ? outcomeReasonFromString(text) : std::nullopt;
    into = reason.value_or(into);
    return reason.has_value();
}

template <class T>
bool readCell(element json, T &into)
{
    return readJson(json, into);
}

bool readEntry(element json, LedgerEntry &entry)
{
    simdjson::dom::array cells;
    if (json.get(cells) != simdjson::SUCCESS || cells.size() != std::tuple_size_v<decltype(ledgerColumns)>) {
        return false;
    }
    auto cell = cells.begin();
    const auto next = [&](auto &into) {
        const element value = *cell;
        ++cell;
        return readCell(value, into);
    };
    return std::apply([&](const auto &...column) { return (next(entry.*column.member) && ...); }, ledgerColumns);
}

} // namespace

/// Columns, since a run of an hour has 3600 rows of which most columns are empty; names and outcomes without a single
/// count are left out.
void writeSeconds(JsonWriter &json, const std::vector<SecondRow> &rows)
{
    json.beginObject();
    std::apply(
        [&](const auto &...column) {
            (writeColumn(json, rows, column.name, [&](const SecondRow &row) { return row.*column.member; }), ...);
        },
        secondColumns);
    json.key("requests");
    writeRequestColumns(json, rows, [](const SecondRow &row) -> const SecondRow::Requests & { return row.all; });
    json.key("requestsByName").beginObject();
    for (std::size_t name = 0; name < requestNameCount; ++name) {
        const auto has = [name](const SecondRow &row) {
            return row.byName[name].count > 0 || row.byName[name].failed > 0;
        };
        if (std::ranges::any_of(rows, has)) {
            json.key(toString(RequestName(name)).toLatin1().toStdString());
            writeRequestColumns(
                json, rows, [name](const SecondRow &row) -> const SecondRow::Requests & { return row.byName[name]; });
        }
    }
    json.endObject();
    json.key("outcomes").beginArray();
    for (std::size_t outcome = 0; outcome < outcomeCount; ++outcome) {
        for (std::size_t reason = 0; reason < outcomeReasonCount; ++reason) {
            const auto count = [=](const SecondRow &row) { return row.outcomes[outcome][reason]; };
            if (std::ranges::none_of(rows, count)) {
                continue;
            }
            json.beginObject();
            json.field("outcome", toString(Outcome(outcome)));
            json.field("reason", toString(OutcomeReason(reason)));
            writeColumn(json, rows, "counts", count);
            json.endObject();
        }
    }
    json.endArray();
    json.endObject();
}

void readSeconds(JsonFields fields, int version, std::vector<SecondRow> &rows)
{
    simdjson::dom::array array;
    if (fields.takeArray("second", array)) {
        rows.resize(array.size());
    }
    std::apply(
        [&](const auto &...column) {
            (readColumn(
                 fields, column.name, rows, [&](SecondRow & row) -> auto & { return row.*column.member; }),
                ...);
        },
        secondColumns);
    readRequestColumns(
        fields.object("requests"), version, rows, [](SecondRow & row) -> auto & { return row.all; });
    fields.object("requestsByName").forEachField([&](std::string_view key, element json, const QString &path) {
        const auto name = requestNameFromString(QString::fromUtf8(key.data(), qsizetype(key.size())));
        if (!name) {
            fields.log().add(path, u"is not a request that is known"_s);
            return;
        }
        readRequestColumns(
            JsonFields(json, path, fields.log()), version,
            rows, [&](SecondRow & row) -> auto & { return row.byName[std::size_t(*name)]; });
    });
    fields.forEach("outcomes", [&](element json, const QString &path) {
        JsonFields counts(json, path, fields.log());
        Outcome outcome = Outcome::Success;
        OutcomeReason reason = OutcomeReason::None;
        counts.readName("outcome", outcome, outcomeFromString);
        counts.readName("reason", reason, outcomeReasonFromString);
        readColumn(
            counts, "counts",
            rows, [&](SecondRow & row) -> auto & { return row.outcomes[std::size_t(outcome)][std::size_t(reason)]; });
        counts.checkUnknown();
    });
    fields.checkUnknown();
}

void writeLedger(JsonWriter &json, const Ledger &ledger)
{
    json.beginObject();
    json.key("columns").beginArray(Layout::Line);
    std::apply([&](const auto &...column) { (json.value(QByteArrayView(column.name)), ...); }, ledgerColumns);
    json.endArray();
    json.key("rows").beginArray();
    for (const LedgerEntry &entry : ledger) {
        json.beginArray(Layout::Line);
        std::apply([&](const auto &...column) { (put(json, entry.*column.member), ...); }, ledgerColumns);
        json.endArray();
    }
    json.endArray();
    json.endObject();
}

void readLedger(JsonFields fields, Ledger &ledger)
{
    QStringList columns;
    if (const auto json = fields.take("columns")) {
        readTexts(*json, fields.pathOf("columns"), fields.log(), columns);
    }
    QStringList expected;
    std::apply(
        [&](const auto &...column) {
            (expected.append(QLatin1String(column.name.data(), qsizetype(column.name.size()))), ...);
        },
        ledgerColumns);
    simdjson::dom::array rows;
    if (columns != expected) {
        fields.log().add(fields.pathOf("columns"), u"are not the columns of a ledger"_s);
        fields.take("rows");
    } else if (fields.takeArray("rows", rows)) {
        ledger.reserve(rows.size());
        for (const element row : rows) {
            if (!readEntry(row, ledger.emplace_back())) {
                fields.log().add(fields.pathOf("rows") + u'[' + QString::number(ledger.size() - 1) + u']',
                    u"is not a ledger entry"_s);
                return;
            }
        }
    }
    fields.checkUnknown();
}

void readTexts(element json, const QString &path, ReadLog &log, QStringList &into)
{
    simdjson::dom::array array;
    if (json.get(array) != simdjson::SUCCESS) {
        log.add(path, u"is not an array"_s);
        return;
    }
    for (const element cell : array) {
        QString text;
        if (!readJson(cell, text)) {
            log.add(path, u"holds something that is not a text"_s);
            return;
        }
        into.append(text);
    }
}

} // namespace doorbuster
