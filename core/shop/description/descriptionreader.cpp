// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/description/descriptionreader.h"

#include "core/profile/jsonreader.h"
#include "core/profile/nearest.h"
#include "core/shop/description/descriptioncheck.h"
#include "core/shop/description/shopkeys.h"

#include <algorithm>
#include <utility>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

using shopkeys::Key;
using shopkeys::Type;
using NodeType = JsonNode::Type;

constexpr qsizetype longestFile = 1024 * 1024;

QString below(const QString &path, const QString &name)
{
    return path.isEmpty() ? name : QString(path + u'.' + name);
}
QString item(const QString &path, std::size_t index)
{
    return path + u'[' + QString::number(index) + u']';
}

/// The kinds of the values that the program itself uses. Others are what their descriptions say they are.
ValueKind kindOf(const QString &name)
{
    static const QMap<QString, ValueKind> kinds{{u"remaining"_s, ValueKind::Whole}, {u"starting"_s, ValueKind::Whole},
        {u"soldOut"_s, ValueKind::Flag}, {u"startsAt"_s, ValueKind::Time}, {u"endsAt"_s, ValueKind::Time},
        {u"id"_s, ValueKind::Id}, {u"order"_s, ValueKind::Id}, {u"position"_s, ValueKind::Whole},
        {u"queueSize"_s, ValueKind::Whole}, {u"holdSeconds"_s, ValueKind::Number}, {u"message"_s, ValueKind::Text},
        {u"code"_s, ValueKind::Text}, {u"token"_s, ValueKind::Text}};
    return kinds.value(name, ValueKind::Any);
}

class Reader {
public:
    explicit Reader(const JsonNode &root)
        : m_root(root)
    {
    }

    DescriptionReading read()
    {
        if (!m_root.member(u"doorbusterShop")) {
            fail(m_root, {}, u"is no shop's description: it lacks \"doorbusterShop\": 1"_s);
            return {std::nullopt, std::move(m_errors)};
        }
        const JsonNode &version = *m_root.member(u"doorbusterShop");
        if (version.type == NodeType::Number && version.number > 1) {
            fail(version, u"doorbusterShop"_s, u"is of version %1; this program reads version 1"_s.arg(version.number));
            return {std::nullopt, std::move(m_errors)};
        }
        checkKeys(m_root, {}, shopkeys::ofShop());
        readWhole();
        return {std::move(m_shop), std::move(m_errors)};
    }

private:
    void fail(const JsonNode &at, const QString &path, const QString &message)
    {
        m_errors.append({at.line, at.column, path, message});
    }

    bool is(const JsonNode &node, NodeType type, const QString &path, const QString &wanted)
    {
        if (node.type == type)
            return true;
        fail(node, path, u"must be %1, not %2"_s.arg(wanted, node.typeText()));
        return false;
    }

    /// Unknown and missing keys of an object.
    bool checkKeys(const JsonNode &node, const QString &path, std::span<const Key> keys)
    {
        if (!is(node, NodeType::Object, path, u"an object"_s))
            return false;
        for (const auto &[name, value] : node.members) {
            if (std::ranges::find(keys, QStringView(name), &Key::name) == keys.end())
                fail(value, below(path, name), u"is not known here"_s + didYouMean(name, shopkeys::namesOf(keys)));
        }
        for (const Key &key : keys) {
            if (key.needed && !node.member(key.name))
                fail(node, path, u"lacks \"%1\""_s.arg(key.name));
        }
        return true;
    }

    QString textOf(const JsonNode &node, const QString &path)
    {
        return is(node, NodeType::String, path, u"text"_s) ? node.string : QString();
    }

    TextTemplate templateOf(const JsonNode &node, const QString &path)
    {
        auto made = TextTemplate::parse(textOf(node, path));
        if (const auto *error = std::get_if<QString>(&made)) {
            fail(node, path, *error);
            return {};
        }
        return std::get<TextTemplate>(std::move(made));
    }

    /// Calls fn(name, node, path) for each member of an object.
    template <class Function>
    void forEach(const JsonNode *node, const QString &path, Function fn)
    {
        if (!node || !is(*node, NodeType::Object, path, u"an object"_s))
            return;
        for (const auto &[name, value] : node->members)
            fn(name, value, below(path, name));
    }

    bool checkName(const JsonNode &node, const QString &name, const QString &path)
    {
        if (isValueName(name))
            return true;
        fail(node, path,
            u"cannot be a placeholder's name: those begin with a letter, and have letters, digits, _, - and ."_s);
        return false;
    }

    std::vector<ValuePath> pathsOf(const JsonNode &node, const QString &path)
    {
        std::vector<ValuePath> paths;
        const auto take = [&](const JsonNode &one, const QString &where) {
            if (!is(one, NodeType::String, where, u"a path such as /meta/status"_s))
                return;
            auto parsed = ValuePath::parse(one.string);
            if (const auto *error = std::get_if<QString>(&parsed))
                fail(one, where, *error);
            else
                paths.push_back(std::get<ValuePath>(std::move(parsed)));
        };
        if (node.type != NodeType::Array) {
            take(node, path);
            return paths;
        }
        for (std::size_t i = 0; i < node.items.size(); ++i)
            take(node.items[i], item(path, i));
        if (node.items.empty())
            fail(node, path, u"needs at least one path"_s);
        return paths;
    }
    std::vector<ValuePath> pathsAt(const JsonNode &parent, QStringView name, const QString &path)
    {
        const JsonNode *node = parent.member(name);
        return node ? pathsOf(*node, below(path, name.toString())) : std::vector<ValuePath>();
    }

    ReadDescription valueOf(const QString &name, const JsonNode &node, const QString &path)
    {
        ReadDescription value;
        value.name = name;
        value.kind = kindOf(name);
        value.line = node.line;
        value.column = node.column;
        if (node.type != NodeType::Object) {
            value.at = pathsOf(node, path);
            return value;
        }
        for (const auto &[key, part] : node.members) {
            const QString where = below(path, key);
            if (key == u"at")
                value.at = pathsOf(part, where);
            else if (key == u"minus")
                value.minus = pathsOf(part, where);
            else if (key == u"is")
                readKind(value, part, where);
            else
                fail(part, where, u"is not known here: a value has \"at\", \"minus\" and \"is\""_s);
        }
        if (!node.member(u"at"))
            fail(node, path, u"lacks \"at\""_s);
        if (!value.minus.empty() && value.kind == ValueKind::Any)
            value.kind = ValueKind::Whole;
        return value;
    }

    void readKind(ReadDescription &value, const JsonNode &node, const QString &path)
    {
        const QString word = textOf(node, path);
        const auto kind = valueKindFromString(word);
        if (!kind && !word.isEmpty())
            fail(
                node, path, u"“%1” is no kind of a value: text, id, time, integer, number, boolean or any"_s.arg(word));
        value.kind = kind.value_or(value.kind);
    }

    std::vector<ReadDescription> valuesOf(const JsonNode *node, const QString &path)
    {
        std::vector<ReadDescription> values;
        forEach(node, path, [&](const QString &name, const JsonNode &value, const QString &where) {
            if (checkName(value, name, where))
                values.push_back(valueOf(name, value, where));
        });
        return values;
    }

    std::vector<AnswerRule> rulesOf(const JsonNode *node, const QString &path)
    {
        std::vector<AnswerRule> rules;
        if (!node || !is(*node, NodeType::Array, path, u"a list of rules"_s))
            return rules;
        for (std::size_t i = 0; i < node->items.size(); ++i) {
            const JsonNode &one = node->items[i];
            const QString text = textOf(one, item(path, i));
            if (text.isEmpty())
                continue;
            auto parsed = AnswerRule::parse(text, m_patterns);
            if (const auto *error = std::get_if<QString>(&parsed)) {
                fail(one, item(path, i), *error);
                continue;
            }
            auto &rule = rules.emplace_back(std::get<AnswerRule>(std::move(parsed)));
            rule.line = one.line;
            rule.column = one.column;
        }
        return rules;
    }

    void readAddress(CallDescription &call, const JsonNode &node, const QString &path)
    {
        const QString text = textOf(node, path).trimmed();
        const qsizetype blank = text.indexOf(u' ');
        const QString method = text.first(std::max<qsizetype>(blank, 0));
        static const QStringList methods{u"GET"_s, u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s};
        const QString address = text.sliced(blank + 1).trimmed();
        if (!methods.contains(method) || !address.startsWith(u'/')) {
            if (!text.isEmpty())
                fail(node, path,
                    u"“%1” is no call: a method (%2), a blank, and an address from / on"_s.arg(
                        text, methods.join(u", "_s)));
            return;
        }
        if (std::ranges::any_of(address, [](QChar c) { return c.isSpace() || c.unicode() < 0x20; }))
            fail(node, path, u"the address has a blank in it; write %20"_s);
        call.method = method.toLatin1();
        auto made = TextTemplate::parse(address);
        if (const auto *error = std::get_if<QString>(&made))
            fail(node, path, *error);
        else
            call.address = std::get<TextTemplate>(std::move(made));
    }

    CallDescription callOf(const JsonNode &node, const QString &path, int depth = 0)
    {
        CallDescription call;
        call.line = node.line;
        call.column = node.column;
        call.path = path;
        if (node.type == NodeType::String) {
            readAddress(call, node, path);
            return call;
        }
        if (!checkKeys(node, path, shopkeys::ofCall()))
            return call;
        if (const JsonNode *address = node.member(u"call"))
            readAddress(call, *address, below(path, u"call"_s));
        forEach(node.member(u"headers"), below(path, u"headers"_s),
            [&](const QString &name, const JsonNode &value, const QString &where) {
                auto header = ValuePath::parse(QString(u"header:"_s + name));
                if (const auto *error = std::get_if<QString>(&header))
                    fail(value, where, *error);
                else
                    call.headers.emplace_back(std::get<ValuePath>(header).header, templateOf(value, where));
            });
        readBody(call, node, path);
        call.read = valuesOf(node.member(u"read"), below(path, u"read"_s));
        call.keep = valuesOf(node.member(u"keep"), below(path, u"keep"_s));
        call.answers = rulesOf(node.member(u"answers"), below(path, u"answers"_s));
        call.ownAnswers = call.answers.size();
        if (const JsonNode *before = node.member(u"before")) {
            if (depth > 0)
                fail(*before, below(path, u"before"_s), u"a call that goes before another has none before itself"_s);
            else
                call.before = callsOf(*before, below(path, u"before"_s), depth + 1);
        }
        return call;
    }

    void readBody(CallDescription &call, const JsonNode &node, const QString &path)
    {
        const JsonNode *json = node.member(u"json");
        const JsonNode *form = node.member(u"form");
        const JsonNode *graphQl = node.member(u"graphql");
        if (int(json != nullptr) + int(form != nullptr) + int(graphQl != nullptr) > 1)
            fail(node, path, u"has more than one body: json, form or graphql"_s);
        if (json) {
            call.body = CallDescription::Body::Json;
            call.json = *json;
        } else if (form) {
            call.body = CallDescription::Body::Form;
            forEach(
                form, below(path, u"form"_s), [&](const QString &name, const JsonNode &value, const QString &where) {
                    call.form.emplace_back(name, templateOf(value, where));
                });
        } else if (graphQl && checkKeys(*graphQl, below(path, u"graphql"_s), shopkeys::ofGraphQl())) {
            call.body = CallDescription::Body::GraphQl;
            call.json = JsonNode::object();
            if (const JsonNode *query = graphQl->member(u"query"))
                call.query = textOf(*query, below(path, u"graphql.query"_s));
            if (const JsonNode *variables = graphQl->member(u"variables"))
                call.json = *variables;
        }
        if (call.body != CallDescription::Body::None && call.method == "GET")
            fail(node, path, u"a GET has no body"_s);
    }

    std::vector<CallDescription> callsOf(const JsonNode &node, const QString &path, int depth = 0)
    {
        std::vector<CallDescription> calls;
        if (node.type != NodeType::Array) {
            calls.push_back(callOf(node, path, depth));
            return calls;
        }
        constexpr std::size_t most = 20;
        if (node.items.size() > most)
            fail(node, path, u"has more than %1 calls"_s.arg(most));
        for (std::size_t i = 0; i < node.items.size(); ++i)
            calls.push_back(callOf(node.items[i], item(path, i), depth));
        return calls;
    }

    void readOrders(const JsonNode &node)
    {
        const QString path = u"orders"_s;
        if (!checkKeys(node, path, shopkeys::ofOrders()))
            return;
        OrderDescription &orders = m_shop.orders;
        orders.items = pathsAt(node, u"items", path);
        orders.total = pathsAt(node, u"total", path);
        orders.page = pathsAt(node, u"page", path);
        orders.limit = pathsAt(node, u"limit", path);
        static constexpr std::array<std::pair<QStringView, ValueKind>, 6> fields{
            {{u"id", ValueKind::Id}, {u"sale", ValueKind::Id}, {u"buyer", ValueKind::Text},
                {u"status", ValueKind::Text}, {u"createdAt", ValueKind::Time}, {u"amount", ValueKind::Number}}};
        for (const auto &[name, kind] : fields) {
            if (const JsonNode *field = node.member(name))
                orders.fields.push_back({name.toString(), pathsOf(*field, below(path, name.toString())), {}, kind,
                    field->line, field->column});
        }
        readStates(node.member(u"states"));
        const auto shared = rulesOf(node.member(u"answers"), u"orders.answers"_s);
        for (const auto &[name, which] :
            {std::pair{u"mine"_s, ShopCall::OrdersMine}, {u"all"_s, ShopCall::OrdersAll}}) {
            const JsonNode *calls = node.member(name);
            if (!calls)
                continue;
            auto &into = m_shop.calls[std::size_t(which)];
            into = callsOf(*calls, below(path, name));
            for (CallDescription &call : into) {
                call.answers.insert(call.answers.end(), shared.begin(), shared.end());
                call.ownAnswers = call.answers.size();
            }
        }
    }

    void readStates(const JsonNode *node)
    {
        static const QStringList known{u"paid"_s, u"pending"_s, u"failed"_s, u"refunded"_s, u"cancelled"_s};
        forEach(node, u"orders.states"_s, [&](const QString &state, const JsonNode &words, const QString &where) {
            if (!known.contains(state))
                return fail(words, where, u"is no payment state: %1"_s.arg(known.join(u", "_s)));
            if (words.type != NodeType::Array) {
                m_shop.orders.states.emplace_back(textOf(words, where).toUtf8(), state);
                return;
            }
            for (std::size_t i = 0; i < words.items.size(); ++i)
                m_shop.orders.states.emplace_back(textOf(words.items[i], item(where, i)).toUtf8(), state);
        });
    }

    void readPatterns()
    {
        forEach(m_root.member(u"patterns"), u"patterns"_s,
            [this](const QString &name, const JsonNode &node, const QString &where) {
                auto pattern = Pattern::parse(textOf(node, where));
                if (const auto *error = std::get_if<QString>(&pattern))
                    fail(node, where, u"the expression "_s + *error);
                else
                    m_patterns.insert(name, std::make_shared<const Pattern>(std::get<Pattern>(std::move(pattern))));
            });
    }

    void readWhole()
    {
        if (const JsonNode *name = m_root.member(u"name"))
            m_shop.name = textOf(*name, u"name"_s);
        if (const JsonNode *note = m_root.member(u"note"))
            m_shop.note = textOf(*note, u"note"_s);
        readPatterns();
        forEach(m_root.member(u"buyer"), u"buyer"_s,
            [this](const QString &name, const JsonNode &node, const QString &where) {
                if (checkName(node, name, where))
                    m_shop.buyer.emplace_back(name, templateOf(node, where));
            });
        forEach(
            m_root.member(u"ask"), u"ask"_s, [this](const QString &name, const JsonNode &node, const QString &where) {
                if (checkName(node, name, where))
                    m_shop.ask.insert(name, textOf(node, where));
            });
        if (const JsonNode *secrets = m_root.member(u"secrets");
            secrets && is(*secrets, NodeType::Array, u"secrets"_s, u"a list of names of environment variables"_s)) {
            for (std::size_t i = 0; i < secrets->items.size(); ++i)
                m_shop.secrets << textOf(secrets->items[i], item(u"secrets"_s, i));
        }
        if (const JsonNode *hold = m_root.member(u"hold"); hold && checkKeys(*hold, u"hold"_s, shopkeys::ofHold())) {
            if (const JsonNode *promised = hold->member(u"promised");
                promised && is(*promised, NodeType::Boolean, u"hold.promised"_s, u"true or false"_s))
                m_shop.holdsPromised = promised->boolean;
        }
        if (const JsonNode *repeat = m_root.member(u"repeat")) {
            const QString word = textOf(*repeat, u"repeat"_s);
            if (word == u"lookUp")
                m_shop.afterLostConfirm = AfterLostConfirm::LookUp;
            else if (word != u"safe")
                fail(*repeat, u"repeat"_s, u"must be \"safe\" or \"lookUp\""_s);
        }
        if (const JsonNode *admin = m_root.member(u"admin"))
            checkKeys(*admin, u"admin"_s, shopkeys::ofAdmin());
        if (const JsonNode *orders = m_root.member(u"orders"))
            readOrders(*orders);
        for (std::size_t i = 0; i < shopCallCount; ++i)
            readCall(ShopCall(i));
        addShared();
    }

    void readCall(ShopCall which)
    {
        if (which == ShopCall::OrdersMine || which == ShopCall::OrdersAll)
            return;
        const QString path = pathOf(which).toString();
        const JsonNode *node = &m_root;
        const auto names = path.split(u'.');
        for (const QString &name : names) {
            node = node->type == NodeType::Object ? node->member(name) : nullptr;
            if (!node)
                return;
        }
        m_shop.calls[std::size_t(which)].push_back(callOf(*node, path));
    }

    void addShared()
    {
        const auto values = valuesOf(m_root.member(u"read"), u"read"_s);
        const auto rules = rulesOf(m_root.member(u"rules"), u"rules"_s);
        const auto add = [&](CallDescription &call) {
            for (const ReadDescription &value : values) {
                if (std::ranges::find(call.read, value.name, &ReadDescription::name) == call.read.end())
                    call.read.push_back(value);
            }
            call.answers.insert(call.answers.end(), rules.begin(), rules.end());
        };
        for (auto &calls : m_shop.calls) {
            for (CallDescription &call : calls) {
                add(call);
                std::ranges::for_each(call.before, add);
            }
        }
    }

    const JsonNode &m_root;
    ShopDescription m_shop;
    QMap<QString, std::shared_ptr<const Pattern>> m_patterns;
    QList<DescriptionError> m_errors;
};

} // namespace

QString describe(const DescriptionError &error, const QString &file)
{
    QString text = file;
    if (error.line > 0)
        text += u":%1:%2"_s.arg(error.line).arg(error.column);
    return text + u": "_s + (error.path.isEmpty() ? QString() : QString(error.path + u": "_s)) + error.message;
}

DescriptionReading readDescription(const QByteArray &json)
{
    if (json.size() > longestFile)
        return {std::nullopt, {{0, 0, {}, u"is larger than 1 MiB, which no description needs"_s}}};
    const JsonReading text = readJsonText(json);
    QList<DescriptionError> errors;
    for (const JsonProblem &problem : text.problems)
        errors.append({problem.line, problem.column, problem.path, problem.message});
    if (text.broken)
        return {std::nullopt, errors};
    DescriptionReading reading = Reader(text.root).read();
    errors += reading.errors;
    // Of rules that could not be read, nothing follows from their absence.
    const bool anyRuleIsBroken = std::ranges::any_of(
        reading.errors, [](const DescriptionError &error) { return error.path.contains(u"answers["_s); });
    if (reading.description)
        errors += checkDescription(*reading.description, !anyRuleIsBroken);
    std::ranges::stable_sort(
        errors, {}, [](const DescriptionError &error) { return std::pair(error.line, error.column); });
    if (!errors.isEmpty())
        return {std::nullopt, errors};
    return reading;
}

} // namespace doorbuster
