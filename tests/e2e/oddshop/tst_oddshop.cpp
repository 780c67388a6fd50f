// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oddshop.h"

#include "tests/support/testprogram.h"

#include <QDateTime>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

/// A shop with these twists, its sale of 5 units and the admin's token.
class Bench {
public:
    explicit Bench(const QStringList &twists)
    {
        shop = OddShop::make(twists, error);
        if (!shop)
            return;
        post("/api/auth/sign-up/email", R"({"name":"a","email":"admin@test.com","password":"Password1!"})");
        const QByteArray session =
            post("/api/auth/sign-in/email", R"({"email":"admin@test.com","password":"Password1!"})");
        token = valueOf(session, "\"token\":\"");
        const auto time = [](int seconds) {
            return QDateTime::currentDateTimeUtc().addSecs(seconds).toString(Qt::ISODateWithMs).toUtf8();
        };
        const QByteArray terms = R"({"name":"x","description":"d","startingQuantity":5,"currentQuantity":5,)"
                                 R"("status":"OnSchedule","startsAt":")"
            + time(-1) + R"(","endsAt":")" + time(60) + R"("})";
        saleId = valueOf(post("/flash-sales", terms), "\"id\":\"");
    }

    QByteArray get(const QByteArray &target, const QByteArray &cookie = {}) { return send("GET", target, {}, cookie); }
    QByteArray post(const QByteArray &target, const QByteArray &body) { return send("POST", target, body, {}); }
    QByteArray buy(const QByteArray &email = "a@test.com") { return post("/orders/buy", buyer(email)); }
    QByteArray confirm(const QByteArray &email = "a@test.com") { return post("/orders/confirm", buyer(email)); }
    QByteArray list(const QByteArray &email = "a@test.com") { return get("/orders/by-email?email=" + email); }

    std::unique_ptr<OddShop> shop;
    QString error;
    QByteArray saleId;
    QByteArray token;

private:
    static QByteArray valueOf(const QByteArray &answer, const QByteArray &key)
    {
        const auto at = answer.indexOf(key) + key.size();
        return answer.mid(at, answer.indexOf('"', at) - at);
    }
    QByteArray buyer(const QByteArray &email) const
    {
        return "{\"email\":\"" + email + "\",\"flashSaleId\":\"" + saleId + "\"}";
    }
    QByteArray send(
        const QByteArray &method, const QByteArray &target, const QByteArray &body, const QByteArray &cookie)
    {
        ScriptedRequest request;
        request.method = method;
        request.target = target;
        request.body = body;
        request.headers = {{"Content-Type", "application/json"}, {"Authorization", "Bearer " + token}};
        if (!cookie.isEmpty())
            request.headers.emplaceBack("Cookie", cookie);
        return shop->answer(request).bytes;
    }
};

} // namespace

/// A case says nothing where its shop is not as odd as its name promises.
class TestOddShop : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void answersAreTwisted_data()
    {
        QTest::addColumn<QString>("twist");
        QTest::addColumn<QByteArray>("call");
        QTest::addColumn<QByteArray>("part"); // of the answer
        const auto row = [](const char *twist, const char *call, const char *part) {
            QTest::newRow(twist) << QString::fromLatin1(twist) << QByteArray(call) << QByteArray(part);
        };
        row("buyhtml", "buy", "You are in line");
        row("buy404", "buy", "HTTP/1.1 404 ");
        row("buyredir=307", "buy", "Location: /orders/buy2\r\n");
        row("buy204", "buy", "HTTP/1.1 204 ");
        row("buyempty", "buy", "Content-Length: 0\r\n\r\n");
        row("buyok", "buy", R"({"ok":true,"message":"queued"})");
        row("confirmall=410", "confirm", "HTTP/1.1 410 ");
        row("lock409=Sale_has_ended", "confirm", R"({"message":"Sale has ended"})");
        row("limit=0", "buy", "Retry-After: 1\r\n");
        row("buy503=2", "buy", "HTTP/1.1 503 ");
        row("confirm504=1", "confirm", "HTTP/1.1 504 ");
        row("nums=str", "sale", R"("currentQuantity":"5")");
        row("nums=dec", "sale", R"("currentQuantity":5.0,)");
        row("extra=exp", "sale", R"({"x":1e400,)");
        row("extra=sur", "buy", R"({"note":"flash \ud83d",)");
        row("bom", "sale", "\r\n\r\n\xef\xbb\xbf{");
        row("dup=stock", "sale", R"("currentQuantity":0,"currentQuantity":5)");
        row("dup=other", "sale", R"({"z":1,"z":2,)");
        row("stock=1e400", "sale", R"("remaining":1e400)");
        row("flat", "sale", R"({"currentQuantity":5,"soldOut":false,"status":"ongoing"})");
        row("upper", "sale", R"("ONGOING")");
        row("array", "list", "\r\n\r\n[");
        row("ids=u64", "confirm", R"("orderId":18446744073)");
        row("twoids", "confirm", R"({"ok":true,"orderId":)");
        row("emailcase", "bought list", R"("userEmail":" A@TEST.COM ")");
        row("echo", "buy", "no service for ");
        row("noreason=nosp", "sale", "HTTP/1.1 200\r\n");
        row("lf", "sale", "HTTP/1.1 200 OK\n");
        row("chunked", "sale", "\r\n\r\n7\r\n{\"item\"\r\n");
        row("gzip", "sale", "Content-Encoding: gzip\r\n");
        row("hints", "sale", "HTTP/1.1 103 Early Hints\r\n");
        row("cookies=session", "buy", "Set-Cookie: sess=");
    }
    void answersAreTwisted()
    {
        QFETCH(QString, twist);
        QFETCH(QByteArray, call);
        QFETCH(QByteArray, part);
        Bench bench({twist});
        QVERIFY2(bench.shop, qPrintable(bench.error));
        QByteArray answer;
        if (call == "sale")
            answer = bench.get("/flash-sales/public/sale");
        else if (call == "buy")
            answer = bench.buy();
        else if (call == "list")
            answer = bench.list();
        else {
            bench.buy();
            answer = bench.confirm();
        }
        if (call == "bought list")
            answer = bench.list();
        QVERIFY2(answer.contains(part), answer.constData());
        Bench plain({});
        QVERIFY(!plain.get("/flash-sales/public/sale").contains(part));
    }

    void tellsWhatItSold()
    {
        Bench bench({});
        QVERIFY(bench.buy().contains(R"("queued":true)"));
        QCOMPARE(bench.shop->truth()[u"orders"_s].toInt(), 0);
        QVERIFY(bench.confirm().startsWith("HTTP/1.1 200 "));
        QCOMPARE(bench.shop->truth()[u"orders"_s].toInt(), 1);
        QCOMPARE(bench.shop->truth()[u"remaining"_s].toInt(), 4);
    }

    void countsForeignSessions()
    {
        Bench bench({u"cookies=session"_s});
        const auto position = [&bench](const QByteArray &cookie) {
            bench.get("/orders/position?email=a@test.com&flashSaleId=" + bench.saleId, cookie);
            return bench.shop->truth()[u"foreign sessions"_s].toInt();
        };
        QCOMPARE(position({}), 0);
        QCOMPARE(position("sess=another"), 1);
    }

    void unknownTwistsAreNamed()
    {
        QString error;
        QVERIFY(!OddShop::make({u"buyhtml"_s, u"nothing=1"_s}, error));
        QVERIFY2(error.contains(u"nothing=1"_s), qPrintable(error));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestOddShop)
#include "tst_oddshop.moc"
