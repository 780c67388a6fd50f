// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "program.h"

#include "core/text/gzip.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testprogram.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

const QByteArray password = "pw\"Q7+/k\\z&9=Xm"; // with what each way of writing changes
const QByteArray key = "hdr-Zk42=Lq&w8";
const QByteArray token = "tok.J5+s/9uVwE==";

QByteArray jsonText(const QByteArray &text)
{
    const QByteArray array = QJsonDocument(QJsonArray{QString::fromUtf8(text)}).toJson(QJsonDocument::Compact);
    return array.sliced(1, array.size() - 2);
}

/// The secret in the ways in which a shop may write it. Made here, not with what finds them.
QList<QByteArray> spellings(const QByteArray &secret)
{
    QByteArray numbered, decimal;
    for (const char c : secret) {
        numbered += "\\u00" + QByteArray(1, c).toHex();
        decimal += "&#" + QByteArray::number(int(c)) + ';';
    }
    const QByteArray inJson = jsonText(secret);
    return {secret, secret.toPercentEncoding(), secret.toPercentEncoding().toPercentEncoding(),
        inJson.sliced(1, inJson.size() - 2), numbered, QString::fromUtf8(secret).toHtmlEscaped().toUtf8(), decimal,
        secret.toHex(), secret.toHex().toUpper(), secret.toBase64(), QByteArray("u" + secret).toBase64(),
        QByteArray("uv" + secret).toBase64(QByteArray::Base64UrlEncoding),
        secret.toBase64(QByteArray::OmitTrailingEquals | QByteArray::Base64UrlEncoding), secret.toUpper()};
}

/// What must not be found: each spelling, without the edges of base64, which depend on what stands around.
QList<QByteArray> forbidden()
{
    QList<QByteArray> all;
    for (const QByteArray &secret : {password, key, token}) {
        for (const QByteArray &spelling : spellings(secret))
            all << (spelling.size() > 12 ? spelling.sliced(3, spelling.size() - 7) : spelling);
    }
    return all;
}

/// A shop that repeats what it was trusted with, each time in another way.
class EchoingShop {
public:
    enum class Where { Refusals, Pages, Fields };

    explicit EchoingShop(Where where)
        : m_where(where)
    {
        for (const QByteArray &secret : {password, key, token})
            m_echoes += spellings(secret);
        m_server.onRequest([this](const ScriptedRequest &request) { return answer(request); });
    }

    QString base() const { return m_server.base(); }

private:
    QByteArray echo() { return m_echoes[m_next++ % m_echoes.size()]; }
    QByteArray id(const QByteArray &name) { return m_where == Where::Fields ? name + echo() : name; }

    ScriptedAnswer answer(const ScriptedRequest &request)
    {
        const QByteArray path = request.path();
        const bool isSignIn = path.startsWith("/api/auth");
        if (isSignIn)
            return ScriptedAnswer::json(200, "{\"token\":" + jsonText(token) + '}');
        if (path == "/flash-sales") {
            m_sale = QJsonDocument::fromJson(request.body).object();
            m_left = m_sale["startingQuantity"_L1].toInt();
            m_saleId = id("sale-");
            return ScriptedAnswer::json(201, "{\"id\":" + jsonText(m_saleId) + '}');
        }
        if (m_where != Where::Fields && path != "/flash-sales/public/sale") {
            // Also where what is shown ends: the secret is cut off there.
            const QByteArray said = echo() + ' ' + QByteArray(qsizetype(m_next % 40) + 150, 'x') + echo();
            if (m_where == Where::Pages)
                return ScriptedAnswer::http(200, "<p>" + said + "</p>" + QByteArray(1000, 'y') + echo());
            return ScriptedAnswer::http(m_next % 2 == 0 ? 500 : 403, "{\"message\":" + jsonText(said) + '}',
                {{"Content-Type", "application/json"}, {"Location", "/" + echo().toPercentEncoding()}});
        }
        return ScriptedAnswer::json(200, QJsonDocument(value(request, path)).toJson(QJsonDocument::Compact));
    }

    QJsonObject value(const ScriptedRequest &request, const QByteArray &path)
    {
        if (path == "/flash-sales/public/sale") {
            return {{u"item"_s,
                        QJsonObject{{u"_id"_s, QString::fromUtf8(m_saleId)}, {u"currentQuantity"_s, m_left},
                            {u"startingQuantity"_s, m_sale["startingQuantity"_L1]}}},
                {u"meta"_s,
                    QJsonObject{{u"status"_s, u"ongoing"_s}, {u"soldOut"_s, m_left <= 0},
                        {u"startsAt"_s, m_sale["startsAt"_L1]}, {u"endsAt"_s, m_sale["endsAt"_L1]}}}};
        }
        if (path == "/orders/buy")
            return {{u"queued"_s, true}, {u"position"_s, 1}, {u"size"_s, 1}, {u"hasActiveHold"_s, m_left > 0}};
        if (path == "/orders/position")
            return {{u"status"_s, QString::fromUtf8(echo())}, {u"hasActiveHold"_s, false}};
        if (path == "/orders/confirm") {
            const QString email = QJsonDocument::fromJson(request.body).object()["email"_L1].toString();
            --m_left;
            const QString orderId = QString::fromUtf8(id("order-" + QByteArray::number(m_orders.size()) + '-'));
            m_orders.append(QJsonObject{{u"_id"_s, orderId}, {u"userEmail"_s, email},
                {u"flashSaleId"_s, QString::fromUtf8(m_saleId)},
                {u"paymentStatus"_s, m_orders.size() % 3 == 2 ? QString::fromUtf8(echo()) : u"paid"_s}});
            return {{u"ok"_s, true}, {u"orderId"_s, orderId}};
        }
        QJsonArray items;
        const QString email = request.query(u"email"_s);
        for (const QJsonValue &order : std::as_const(m_orders)) {
            if (path != "/orders/by-email" || order["userEmail"_L1] == email)
                items.append(order);
        }
        if (path != "/orders/by-email") // and one of somebody whose name is ours to keep
            items.append(QJsonObject{{u"_id"_s, u"foreign"_s}, {u"userEmail"_s, QString::fromUtf8(echo() + "@x.com")},
                {u"flashSaleId"_s, QString::fromUtf8(m_saleId)}, {u"paymentStatus"_s, u"paid"_s}});
        return {{u"items"_s, items}, {u"total"_s, items.size()}, {u"page"_s, 1}, {u"limit"_s, 1000}};
    }

    const Where m_where;
    ScriptedServer m_server;
    QList<QByteArray> m_echoes;
    qsizetype m_next = 0;
    QByteArray m_saleId;
    QJsonObject m_sale;
    QJsonArray m_orders;
    int m_left = 0;
};

} // namespace

/// Whole runs against a shop that repeats the secrets of the run on every call and in every field: none of them is in
/// any byte of any output.
class TestSecrets : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void staySecret_data();
    void staySecret();
    void areSentWhereTheTesterAllowsIt();

private:
    static QByteArray contentOf(const QString &file);
    QString profileIn(const QTemporaryDir &folder);
};

QString TestSecrets::profileIn(const QTemporaryDir &folder)
{
    QFile profile(folder.filePath(u"profile.json"_s));
    if (profile.open(QIODevice::WriteOnly))
        profile.write(R"({"doorbuster": 1, "name": "secrets",
            "target": {"headers": {"X-Api-Key": "${SHOP_KEY}"}},
            "sale": {"startingQuantity": 6, "duration": "60s", "startsIn": "0s", "countdown": "0s"},
            "buyer": {"pollingInterval": "100ms", "backoffMax": "200ms", "pause": "50ms"},
            "load": {"gracefulStop": "500ms", "gracefulRampDown": "500ms"},
            "verification": {"settle": "0s", "timeout": "4s"}})");
    return profile.fileName();
}

QByteArray TestSecrets::contentOf(const QString &file)
{
    QFile in(file);
    const QByteArray raw = in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    return isGzip(raw) ? gunzip(raw, qsizetype(1) << 28).data : raw;
}

void TestSecrets::staySecret_data()
{
    QTest::addColumn<int>("where");
    QTest::newRow("in refusals") << int(EchoingShop::Where::Refusals);
    QTest::newRow("in pages in place of answers") << int(EchoingShop::Where::Pages);
    QTest::newRow("in ids, states and emails") << int(EchoingShop::Where::Fields);
}

void TestSecrets::staySecret()
{
    QFETCH(int, where);
    EchoingShop shop{EchoingShop::Where(where)};
    QTemporaryDir folder;
    const auto out = [&folder](const QString &kind, const QString &name) {
        return QStringList{u"--out"_s, kind + u'=' + folder.filePath(name)};
    };
    Program run =
        Program::cli(QStringList{u"run"_s, profileIn(folder), u"--allow-variable"_s, u"SHOP_KEY"_s, u"--stage"_s,
                         u"0s:8,1500ms:8"_s, u"-e"_s, u"API_BASE="_s + shop.base(), u"--summary-export"_s,
                         folder.filePath(u"summary.json"_s), u"--result"_s, folder.filePath(u"result.json"_s)}
                + out(u"json"_s, u"lines.json.gz"_s) + out(u"csv"_s, u"lines.csv"_s) + out(u"html"_s, u"report.html"_s)
                + out(u"junit"_s, u"junit.xml"_s) + out(u"charts"_s, u"charts"_s),
            {QString::fromUtf8("DOORBUSTER_ADMIN_PASSWORD=" + password), QString::fromUtf8("SHOP_KEY=" + key)});
    // The shop lives in this thread's event loop.
    QVERIFY(QTest::qWaitFor([&run] { return run.endsWithin(std::chrono::milliseconds(0)); }, Program::patience));

    std::map<QString, QByteArray> outputs{
        {u"the console"_s, run.output().toUtf8()}, {u"its errors"_s, run.errors().toUtf8()}};
    QDirIterator files(folder.path(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        outputs[file] = contentOf(file);
    }
    QVERIFY2(outputs.size() > 8, qPrintable(run.errors()));
    QVERIFY2(outputs[u"the console"_s].contains("***"), qPrintable(run.output())); // the shop's words did come through
    const QByteArray result = outputs[folder.filePath(u"result.json"_s)];
    outputs[u"the result as it is read"_s] =
        QString::fromUtf8(result).replace(u"\\\""_s, u"\""_s).replace(u"\\\\"_s, u"\\"_s).toUtf8();
    for (const auto &[name, content] : outputs) {
        for (const QByteArray &spelling : forbidden()) {
            const qsizetype at = content.indexOf(spelling);
            QVERIFY2(at < 0,
                qPrintable(name + u": "_s + QString::fromUtf8(content.mid(std::max<qsizetype>(at - 60, 0), 160))));
        }
    }
}

/// The profile may be another's, and name any variable and any target.
void TestSecrets::areSentWhereTheTesterAllowsIt()
{
    ScriptedServer server;
    QTemporaryDir folder;
    const QString profile = profileIn(folder);
    const auto run = [&](const QStringList &options) {
        Program program = Program::cli(
            QStringList{u"run"_s, profile, u"-e"_s, u"API_BASE="_s + server.base(), u"--stage"_s, u"0s:1,1s:1"_s}
                + options,
            {QString::fromUtf8("SHOP_KEY=" + key)});
        const bool ended =
            QTest::qWaitFor([&program] { return program.endsWithin(std::chrono::milliseconds(0)); }, Program::patience);
        return std::pair(ended ? program.finish() : -1, program.errors());
    };
    const auto [status, errors] = run({});
    QCOMPARE(status, 104);
    QVERIFY2(errors.contains(u"--allow-variable SHOP_KEY"_s), qPrintable(errors));
    QVERIFY2(errors.contains(server.base()), qPrintable(errors));
    QVERIFY(server.requests().isEmpty());

    QCOMPARE(run({u"--allow-variable"_s, u"OTHER"_s}).first, 104);
    QVERIFY(server.requests().isEmpty());

    QCOMPARE(run({u"--allow-variable"_s, u"SHOP_KEY"_s}).first, 107); // a shop that knows nothing
    QVERIFY(!server.requests().isEmpty());
    QCOMPARE(server.requests().first().header("X-Api-Key"), key);
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestSecrets)
#include "tst_e2e_secrets.moc"
