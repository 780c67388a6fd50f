// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/description/shopkeys.h"

#include "core/profile/jsonnode.h"
#include "core/shop/description/shopdescription.h"

namespace doorbuster::shopkeys {

using namespace Qt::StringLiterals;

namespace {

constexpr Key shop[] = {
    {u"doorbusterShop", Type::Version, "The version of this form: 1.", true},
    {u"name", Type::Text, "What the shop is called in lists.", true},
    {u"note", Type::Text, "What a reader should know: what it was tried against."},
    {u"$schema", Type::Text, "Where an editor finds this schema."},
    {u"buyer", Type::Templates,
        "Fields of a buyer, as placeholders for calls. `email` is the profile's; {vu}, {iter} and {run} tell buyers "
        "and "
        "runs apart."},
    {u"ask", Type::TextMap, "What a profile may fill in (target.ask), by name, with what is taken otherwise."},
    {u"secrets", Type::Texts, "Environment variables that calls may name as placeholders. Never written anywhere."},
    {u"patterns", Type::TextMap, "Regular expressions that rules may use as ~ {name}."},
    {u"read", Type::Values, "Values that every call reads beside its own, such as message."},
    {u"rules", Type::Rules, "Rules of every call, behind its own."},
    {u"hold", Type::Hold, "What the shop promises of a hold."},
    {u"repeat", Type::AfterLost,
        "After a confirm without an answer: \"safe\" confirms again (the default), \"lookUp\" leaves it to the "
        "orders."},
    {u"admin", Type::Admin, "Calls of the one who makes the sale."},
    {u"signIn", Type::Call, "Signs a buyer in, once, before it does anything else."},
    {u"sale", Type::Call, "Whether the sale is on, and what is left."},
    {u"buy", Type::Call, "Reserves a unit, or buys it outright.", true},
    {u"poll", Type::Call, "How far the buyer's request is."},
    {u"confirm", Type::Call, "Pays, places the order."},
    {u"orders", Type::Orders, "How the shop's books are read."},
    {u"stock", Type::Call, "What is left, where `sale` does not tell: its values remaining and starting."},
};

constexpr Key call[] = {
    {u"call", Type::CallText, "Method and address, as in GET /sale?id={sale}.", true},
    {u"headers", Type::Templates, "Headers; one whose placeholder is empty is not sent."},
    {u"json", Type::Json, "The body. A text that is one placeholder takes the kind of its value."},
    {u"form", Type::Templates, "The body as a form."},
    {u"graphql", Type::GraphQl, "The body as a GraphQL request."},
    {u"read", Type::Values, "Values of the answer: those that the verdict uses, and any that rules go by."},
    {u"keep", Type::Values, "Values of the answer as placeholders for later calls of the same buyer."},
    {u"answers", Type::Rules, "What the answers mean: the first rule that fits."},
    {u"before", Type::Calls,
        "Calls that go first, each with its own rules; the first that is not \"done\" ends the step."},
};

constexpr Key admin[] = {
    {u"signUp", Type::Call, "Makes an admin."},
    {u"signIn", Type::Call, "Signs the admin in; its value token is the placeholder {adminToken}."},
    {u"create", Type::Call, "Creates a sale; its value id is the placeholder {sale}."},
};

constexpr Key orders[] = {
    {u"mine", Type::CallOrText, "A buyer's own orders."},
    {u"all", Type::Calls, "All orders of the sale; of several calls, the first that the shop offers."},
    {u"items", Type::Paths, "The list in the answer.", true},
    {u"total", Type::Paths, "How many orders there are over all pages."},
    {u"page", Type::Paths, "Which page the answer says it is."},
    {u"limit", Type::Paths, "How many orders the answer says a page has."},
    {u"id", Type::Paths, "Of an order: its id.", true},
    {u"buyer", Type::Paths, "Of an order: the buyer's e-mail."},
    {u"sale", Type::Paths, "Of an order: the sale's id. Orders of other sales do not count."},
    {u"status", Type::Paths, "Of an order: its payment state.", true},
    {u"states", Type::Words, "Which words of status count as paid, pending, failed, refunded, cancelled.", true},
    {u"createdAt", Type::Paths, "Of an order: when it was placed."},
    {u"amount", Type::Paths, "Of an order: what was paid."},
    {u"answers", Type::Rules, "Rules of both lists."},
};

constexpr Key hold[] = {
    {u"promised", Type::Flag, "false: a hold binds nobody, and checks on holds do not apply."},
};

constexpr Key graphQl[] = {
    {u"query", Type::Text, "The document; braces are its own.", true},
    {u"variables", Type::Json, "Its variables, with {placeholders}."},
};

JsonNode text(QLatin1StringView type, const char *meaning = nullptr)
{
    JsonNode node = JsonNode::object();
    node.add(u"type"_s, JsonNode::of(QString(type)));
    if (meaning)
        node.add(u"description"_s, JsonNode::of(QString::fromUtf8(meaning)));
    return node;
}

JsonNode reference(const QString &name)
{
    JsonNode node = JsonNode::object();
    node.add(u"$ref"_s, JsonNode::of(QString(u"#/$defs/"_s + name)));
    return node;
}

JsonNode listOf(JsonNode items)
{
    JsonNode node = text("array"_L1);
    node.add(u"items"_s, std::move(items));
    return node;
}

JsonNode mapOf(JsonNode values)
{
    JsonNode node = text("object"_L1);
    node.add(u"additionalProperties"_s, std::move(values));
    return node;
}

JsonNode oneOf(std::initializer_list<JsonNode> ways)
{
    JsonNode list = JsonNode::array();
    list.items.assign(ways.begin(), ways.end());
    JsonNode node = JsonNode::object();
    node.add(u"oneOf"_s, std::move(list));
    return node;
}

JsonNode words(std::initializer_list<QString> known)
{
    JsonNode list = JsonNode::array();
    for (const QString &word : known)
        list.items.push_back(JsonNode::of(word));
    JsonNode node = JsonNode::object();
    node.add(u"enum"_s, std::move(list));
    return node;
}

JsonNode pattern(const QString &expression)
{
    JsonNode node = text("string"_L1);
    node.add(u"pattern"_s, JsonNode::of(expression));
    return node;
}

JsonNode typeNode(Type type)
{
    switch (type) {
    case Type::Version: {
        JsonNode node = JsonNode::object();
        node.add(u"const"_s, JsonNode::of(1.0));
        return node;
    }
    case Type::Text:
        return text("string"_L1);
    case Type::Flag:
        return text("boolean"_L1);
    case Type::Texts:
        return listOf(text("string"_L1));
    case Type::TextMap:
    case Type::Templates:
        return mapOf(text("string"_L1));
    case Type::Words:
        return mapOf(oneOf({text("string"_L1), listOf(text("string"_L1))}));
    case Type::Rules:
        return reference(u"rules"_s);
    case Type::Values:
        return mapOf(reference(u"value"_s));
    case Type::Paths:
        return reference(u"paths"_s);
    case Type::Json:
        return JsonNode::object();
    case Type::CallText:
        return pattern(u"^(GET|POST|PUT|PATCH|DELETE) /"_s);
    case Type::Call:
        return reference(u"call"_s);
    case Type::CallOrText:
        return oneOf({typeNode(Type::CallText), reference(u"call"_s)});
    case Type::Calls:
        return oneOf({typeNode(Type::CallOrText), listOf(typeNode(Type::CallOrText))});
    case Type::Admin:
        return reference(u"admin"_s);
    case Type::Orders:
        return reference(u"orders"_s);
    case Type::Hold:
        return reference(u"hold"_s);
    case Type::GraphQl:
        return reference(u"graphql"_s);
    case Type::AfterLost:
        return words({u"safe"_s, u"lookUp"_s});
    }
    Q_UNREACHABLE();
}

JsonNode objectNode(std::span<const Key> keys)
{
    JsonNode properties = JsonNode::object();
    JsonNode required = JsonNode::array();
    for (const Key &key : keys) {
        JsonNode node = typeNode(key.type);
        node.add(u"description"_s, JsonNode::of(QString::fromUtf8(key.meaning)));
        properties.add(key.name.toString(), std::move(node));
        if (key.needed)
            required.items.push_back(JsonNode::of(key.name.toString()));
    }
    JsonNode object = text("object"_L1);
    object.add(u"properties"_s, std::move(properties));
    if (!required.items.empty())
        object.add(u"required"_s, std::move(required));
    object.add(u"additionalProperties"_s, JsonNode::of(false));
    return object;
}

} // namespace

std::span<const Key> ofShop()
{
    return shop;
}
std::span<const Key> ofCall()
{
    return call;
}
std::span<const Key> ofAdmin()
{
    return admin;
}
std::span<const Key> ofOrders()
{
    return orders;
}
std::span<const Key> ofHold()
{
    return hold;
}
std::span<const Key> ofGraphQl()
{
    return graphQl;
}

QStringList namesOf(std::span<const Key> keys)
{
    QStringList names;
    for (const Key &key : keys)
        names << key.name.toString();
    return names;
}

QByteArray jsonSchema()
{
    JsonNode value = text("object"_L1);
    JsonNode properties = JsonNode::object();
    properties.add(u"at"_s, reference(u"paths"_s));
    properties.add(u"minus"_s, reference(u"paths"_s));
    properties.add(u"is"_s, words({u"any"_s, u"text"_s, u"id"_s, u"time"_s, u"integer"_s, u"number"_s, u"boolean"_s}));
    value.add(u"properties"_s, std::move(properties));
    JsonNode required = JsonNode::array();
    required.items.push_back(JsonNode::of(u"at"_s));
    value.add(u"required"_s, std::move(required));
    value.add(u"additionalProperties"_s, JsonNode::of(false));

    QString meanings;
    for (int i = int(Meaning::NoAnswer) + 1; i < meaningCount; ++i)
        meanings += (meanings.isEmpty() ? u""_s : u"|"_s) + toString(Meaning(i));

    JsonNode definitions = JsonNode::object();
    definitions.add(u"path"_s, pattern(u"^$|^/|^header:."_s));
    definitions.add(u"paths"_s, oneOf({reference(u"path"_s), listOf(reference(u"path"_s))}));
    definitions.add(u"value"_s, oneOf({reference(u"path"_s), listOf(reference(u"path"_s)), std::move(value)}));
    definitions.add(u"rules"_s, listOf(pattern(u"-> *("_s + meanings + u")$"_s)));
    definitions.add(u"call"_s, objectNode(call));
    definitions.add(u"admin"_s, objectNode(admin));
    definitions.add(u"orders"_s, objectNode(orders));
    definitions.add(u"hold"_s, objectNode(hold));
    definitions.add(u"graphql"_s, objectNode(graphQl));

    JsonNode schema = JsonNode::object();
    schema.add(u"$schema"_s, JsonNode::of(u"https://json-schema.org/draft/2020-12/schema"_s));
    schema.add(u"title"_s, JsonNode::of(u"A shop's description for Doorbuster"_s));
    JsonNode root = objectNode(shop);
    for (auto &[name, node] : root.members)
        schema.add(name, std::move(node));
    schema.add(u"$defs"_s, std::move(definitions));
    return writeJsonText(schema);
}

} // namespace doorbuster::shopkeys
