// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/result/resultrows.h"

#include "core/result/resultcolumns.h"

#include <algorithm>
#include <string_view>
#include <tuple>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using simdjson::dom::element;
using Layout = JsonWriter::Layout;

/// A column of one second's requests, over all names or of one.
constexpr auto requestsColumns = std::tuple{
    ResultColumn{"count", &SecondRow::Requests::count},
    ResultColumn{"failed", &SecondRow::Requests::failed},
    ResultColumn{"p50", &SecondRow::Requests::p50},
    ResultColumn{"p95", &SecondRow::Requests::p95},
    ResultColumn{"p99", &SecondRow::Requests::p99},
};

/// The same, of files since version 2.
constexpr auto plannedColumns = std::tuple{
    ResultColumn{"plannedP50", &SecondRow::Requests::intendedP50},
    ResultColumn{"plannedP95", &SecondRow::Requests::intendedP95},
    ResultColumn{"plannedP99", &SecondRow::Requests::intendedP99},
};

/// The other columns of the seconds.
constexpr auto secondColumns = std::tuple{
    ResultColumn{"second", &SecondRow::second},
    ResultColumn{"final", &SecondRow::final},
    ResultColumn{"confirmed", &SecondRow::confirmed},
    ResultColumn{"journeysStarted", &SecondRow::journeysStarted},
    ResultColumn{"holdP50", &SecondRow::holdP50},
    ResultColumn{"holdP95", &SecondRow::holdP95},
    ResultColumn{"journeyP50", &SecondRow::journeyP50},
    ResultColumn{"journeyP95", &SecondRow::journeyP95},
    ResultColumn{"vusPlanned", &SecondRow::vusPlanned},
    ResultColumn{"vusActual", &SecondRow::vusActual},
    ResultColumn{"stock", &SecondRow::stock},
    ResultColumn{"loopLagMax", &SecondRow::loopLagMax},
};

/// The same, of files since version 3.
constexpr auto holdLeastColumns = std::tuple{
    ResultColumn{"holdLeastP50", &SecondRow::holdLeastP50},
    ResultColumn{"holdLeastP95", &SecondRow::holdLeastP95},
};

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
        std::tuple_cat(secondColumns, holdLeastColumns));
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
    const auto read = [&](const auto &...column) {
        (readColumn(
             fields, column.name, rows, [&](SecondRow & row) -> auto & { return row.*column.member; }),
            ...);
    };
    std::apply(read, secondColumns);
    if (version >= 3)
        std::apply(read, holdLeastColumns);
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
