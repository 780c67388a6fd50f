// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/headers.h"

#include "core/profile/fieldtable.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

const QRegularExpression &reference()
{
    static const QRegularExpression expression(u"\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}"_s);
    return expression;
}

/// RFC 9110's token characters.
bool isToken(QStringView name)
{
    static constexpr QStringView kMarks = u"!#$%&'*+-.^_`|~";
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z') || kMarks.contains(c);
    });
}

/// A line break in a value would start another header, or another request.
bool isFieldValue(QStringView value)
{
    return std::all_of(value.begin(), value.end(), [](QChar c) { return c == u'\t' || (c >= u' ' && c < u'\u007f'); });
}

bool hasReference(QStringView value)
{
    return reference().match(value.toString()).hasMatch();
}

/// A password that this program itself takes from the environment: it is for one purpose, and no header's.
bool isSecretOfAField(const QString &variable)
{
    const auto &fields = fieldTable();
    return std::any_of(fields.begin(), fields.end(),
        [&variable](const Field &field) { return field.isSecret() && field.environment == variable; });
}

/// What stands in the expanded value where the written one has its references.
QStringList expansionsIn(const QString &written, const QString &expanded)
{
    QString pattern;
    qsizetype copied = 0;
    auto matches = reference().globalMatch(written);
    while (matches.hasNext()) {
        const auto match = matches.next();
        pattern += QRegularExpression::escape(written.sliced(copied, match.capturedStart() - copied)) + u"(.+?)"_s;
        copied = match.capturedEnd();
    }
    if (copied == 0)
        return {};
    pattern += QRegularExpression::escape(written.sliced(copied));
    const QRegularExpression expression(QRegularExpression::anchoredPattern(pattern));
    return expression.match(expanded).capturedTexts().mid(1);
}

} // namespace

bool isSecretHeader(QStringView name)
{
    const QString lower = name.toString().toLower().replace(u'_', u'-');
    static const QStringList parts{u"authoriz"_s, u"cookie"_s, u"token"_s, u"secret"_s, u"passw"_s, u"apikey"_s,
        u"credential"_s, u"session"_s, u"signature"_s, u"jwt"_s};
    if (std::any_of(parts.begin(), parts.end(), [&lower](const QString &part) { return lower.contains(part); }))
        return true;
    const QStringList words = lower.split(u'-');
    return words.contains(u"auth"_s) || (words.contains(u"key"_s) && lower != u"idempotency-key");
}

std::optional<QString> headerProblem(const QString &name, const QString &value)
{
    static const QStringList ours{u"connection"_s, u"content-length"_s, u"content-type"_s, u"expect"_s, u"host"_s,
        u"te"_s, u"trailer"_s, u"transfer-encoding"_s, u"upgrade"_s};
    if (name.isEmpty())
        return u"the header needs a name"_s;
    if (!isToken(name))
        return u"is not a valid header name"_s;
    if (ours.contains(name.toLower()))
        return u"is set with every request by the client itself"_s;
    if (!isFieldValue(value))
        return u"its value may hold printable ASCII only, without line breaks"_s;
    if (QString rest = value; rest.remove(reference()).contains("${"_L1))
        return u"its value has a ${ that is no ${NAME}"_s;
    if (!isHeaderShowable(name, value))
        return u"is a secret and may not be written out: put it into an environment variable and write its name, as in "
               u"${SHOP_SECRET}"_s;
    return std::nullopt;
}

bool isHeaderShowable(QStringView name, QStringView value)
{
    return value.isEmpty() || !isSecretHeader(name) || hasReference(value);
}

QString redactedHeader(QStringView name, const QString &value)
{
    return isHeaderShowable(name, value) ? value : u"••••••"_s;
}

ExpandedHeaders expandHeaders(const QMap<QString, QString> &headers, const QProcessEnvironment &environment)
{
    ExpandedHeaders expanded;
    for (auto header = headers.begin(); header != headers.end(); ++header) {
        const auto fail = [&](const QString &message) {
            expanded.errors.append({u"target.headers."_s + header.key(), message});
        };
        QString value;
        qsizetype copied = 0;
        auto matches = reference().globalMatch(header.value());
        while (matches.hasNext()) {
            const auto match = matches.next();
            const QString variable = match.captured(1);
            const QString part = environment.value(variable);
            if (part.isEmpty())
                fail(u"the environment variable %1 is %2"_s.arg(
                    variable, environment.contains(variable) ? u"empty"_s : u"not set"_s));
            else if (!isFieldValue(part))
                fail(u"the environment variable %1 holds characters that a header cannot"_s.arg(variable));
            value += QStringView(header.value()).sliced(copied, match.capturedStart() - copied) + part;
            copied = match.capturedEnd();
        }
        value += QStringView(header.value()).sliced(copied);
        expanded.headers.insert(header.key(), value);
    }
    return expanded;
}

QStringList guardedVariables(const QMap<QString, QString> &headers)
{
    QStringList variables;
    for (const QString &value : headers) {
        auto matches = reference().globalMatch(value);
        while (matches.hasNext()) {
            const QString variable = matches.next().captured(1);
            if (!variable.startsWith("DOORBUSTER_"_L1) || isSecretOfAField(variable))
                variables << variable;
        }
    }
    variables.removeDuplicates();
    variables.sort();
    return variables;
}

QStringList headerSecrets(const QMap<QString, QString> &written, const QMap<QString, QString> &expanded)
{
    QStringList secrets;
    for (auto header = expanded.cbegin(); header != expanded.cend(); ++header) {
        const QStringList expansions = expansionsIn(written.value(header.key()), header.value());
        if (!isSecretHeader(header.key()) && expansions.isEmpty())
            continue;
        const bool isCookie = header.key().contains("cookie"_L1, Qt::CaseInsensitive);
        for (const QString &value : QStringList{header.value()} + expansions) {
            const QString whole = value.trimmed();
            secrets << whole;
            if (isCookie) {
                for (const QString &cookie : whole.split(u';'))
                    secrets << cookie.section(u'=', 1).trimmed();
            } else if (const auto space = whole.indexOf(u' '); space > 0) {
                secrets << whole.sliced(space).trimmed();
            }
        }
    }
    secrets.removeAll(QString());
    secrets.removeDuplicates();
    return secrets;
}

} // namespace doorbuster
