// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/result/resultbaseline.h"

using namespace Qt::StringLiterals;

namespace doorbuster {

void writeBaseline(JsonWriter &json, std::string_view key, const std::optional<SaleBaseline> &baseline)
{
    if (!baseline) {
        json.field(key, std::optional<qint64>());
        return;
    }
    json.key(key).beginObject();
    json.field("remaining", baseline->remaining);
    json.field("starting", baseline->starting);
    json.field("ordersKnown", baseline->ordersKnown);
    json.field("ordersTrouble", baseline->ordersTrouble);
    json.key("orders").beginArray();
    for (const SaleBaseline::PastOrder &order : baseline->orders) {
        json.beginObject(JsonWriter::Layout::Line);
        json.field("id", order.id);
        json.field("paymentStatus", toString(order.paymentStatus));
        json.endObject();
    }
    json.endArray();
    json.endObject();
}

void readBaseline(JsonFields &root, std::string_view key, std::optional<SaleBaseline> &baseline)
{
    const auto json = root.take(key);
    if (!json || json->is_null())
        return;
    baseline.emplace();
    JsonFields fields(*json, root.pathOf(key), root.log());
    fields.read("remaining", baseline->remaining);
    fields.read("starting", baseline->starting);
    fields.read("ordersKnown", baseline->ordersKnown);
    fields.read("ordersTrouble", baseline->ordersTrouble);
    fields.forEach("orders", [&](simdjson::dom::element element, const QString &path) {
        JsonFields row(element, path, fields.log());
        SaleBaseline::PastOrder &order = baseline->orders.emplace_back();
        row.read("id", order.id);
        row.readName("paymentStatus", order.paymentStatus, paymentStatusFromString);
        row.checkUnknown();
    });
    fields.checkUnknown();
}

} // namespace doorbuster
