// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/http/requesthead.h"

#include "core/transport/http/requesttemplate.h"
#include "core/transport/wire/origin.h"

#include <QNetworkRequest>
#include <QUrl>

#include <algorithm>
#include <string_view>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

bool isToken(const QByteArray &text)
{
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || marks.find(c) != std::string_view::npos;
    });
}

bool isFieldValue(const QByteArray &text)
{
    return std::none_of(text.begin(), text.end(), [](char c) {
        const auto u = static_cast<unsigned char>(c);
        return (u < 0x20 && c != '\t') || u == 0x7f;
    });
}

bool is(const QByteArray &name, QByteArrayView other)
{
    return name.size() == other.size() && name.compare(other, Qt::CaseInsensitive) == 0;
}

} // namespace

RequestHead renderRequestHead(
    const QNetworkRequest &request, const QByteArray &method, const Origin &origin, qint64 bodySize)
{
    RequestHead head;
    if (!isToken(method)) {
        head.error = u"“%1” is no HTTP method"_s.arg(QString::fromLatin1(method));
        return head;
    }
    const QUrl url = request.url();
    const QByteArray path = url.path(QUrl::FullyEncoded).toLatin1();
    QByteArray &out = head.bytes;
    out.reserve(512);
    out += method;
    out += ' ';
    if (!path.startsWith('/'))
        out += '/';
    out += path;
    if (url.hasQuery()) {
        out += '?';
        out += url.query(QUrl::FullyEncoded).toLatin1();
    }
    out += " HTTP/1.1\r\n";

    const QList<QByteArray> names = request.rawHeaderList();
    const auto has = [&names](QByteArrayView name) {
        return std::any_of(names.begin(), names.end(), [name](const QByteArray &each) { return is(each, name); });
    };
    const bool ownAgent = has("User-Agent");
    if (!has("Host"))
        out += ownAgent ? origin.fixedHeadWithoutAgent : origin.fixedHead;
    else if (!ownAgent)
        out += QByteArrayView(origin.fixedHead).sliced(origin.fixedHeadWithoutAgent.size()).toByteArray();

    for (const QByteArray &name : names) {
        const QByteArray value = request.rawHeader(name);
        if (!isToken(name)) {
            head.error = u"“%1” is no name for an HTTP header"_s.arg(QString::fromLatin1(name));
            return head;
        }
        if (!isFieldValue(value)) {
            head.error = u"The value of the HTTP header %1 contains a line break or another control character"_s.arg(
                QString::fromLatin1(name));
            return head;
        }
        // Both follow from the body itself; a second, different value would split the request in two.
        if (is(name, "Content-Length") || is(name, "Transfer-Encoding"))
            continue;
        out += name;
        out += ": ";
        out += value;
        out += "\r\n";
    }
    if (!url.userInfo().isEmpty() && !has("Authorization")) {
        const QString credentials = url.userName(QUrl::FullyDecoded) % u":"_s % url.password(QUrl::FullyDecoded);
        out += "Authorization: Basic " % credentials.toUtf8().toBase64() % "\r\n";
    }
    if (bodySize >= 0)
        out += "Content-Length: " % QByteArray::number(bodySize) % "\r\n";
    out += "\r\n";
    return head;
}

void writeOut(RequestTemplate &what, const QByteArray &method)
{
    const RequestHead head = renderRequestHead(what.request, method, *what.origin, -1);
    what.refusal = head.error;
    if (!head.error.isEmpty())
        return;
    const qsizetype version = head.bytes.indexOf(" HTTP/1.1\r\n");
    what.start = head.bytes.first(version);
    // The targets have a slash of their own.
    while (what.start.endsWith('/'))
        what.start.chop(1);
    what.rest = head.bytes.mid(version);
    what.rest.chop(2);
}

void renderRequestHead(QByteArray &head, const RequestTemplate &what, const QByteArray &target, qint64 bodySize)
{
    head.resize(0);
    head.append(what.start).append(target).append(what.rest);
    if (bodySize >= 0)
        head.append("Content-Length: ").append(QByteArray::number(bodySize)).append("\r\n");
    head.append("\r\n");
}

bool isTarget(const QByteArray &target)
{
    return target.startsWith('/')
        && std::all_of(target.begin(), target.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

} // namespace doorbuster
