// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

/// What a shop answers, as long as a real one's answers are.
namespace doorbuster::sampleanswers {

inline const QByteArray sale = R"({"item":{"name":"Flash sale","description":"Of one test","startsAt":)"
                               R"("2026-11-27T08:00:00.000Z","endsAt":"2026-11-27T08:10:00.000Z","currentQuantity":61,)"
                               R"("startingQuantity":100,"status":"OnSchedule","_id":"6b02d566c65af58000000001",)"
                               R"("createdAt":"2026-11-27T07:59:55.000Z","updatedAt":"2026-11-27T08:01:55.120Z"},)"
                               R"("meta":{"status":"ongoing","soldOut":false,"progress":{"remaining":61,)"
                               R"("starting":100,"ratio":0.61},"startsAt":"2026-11-27T08:00:00.000Z","endsAt":)"
                               R"("2026-11-27T08:10:00.000Z"}})";

inline const QByteArray buy = R"({"queued":true,"position":812,"size":811,"hasActiveHold":false,"holdTtlSec":0,)"
                              R"("email":"buyer-4711-0@test.com","flashSaleId":"6b02d566c65af58000000001","queueName":)"
                              R"("sale-processing-queue","queuePrefix":"flashsale","redisUrl":"redis://practice",)"
                              R"("zsetKey":"fsq:6b02d566c65af58000000001","jobId":)"
                              R"("6b02d566c65af58000000001:buyer-4711-0@test.com:reserve"})";

inline const QByteArray position = R"({"status":"queued","position":311,"size":811,"hasActiveHold":false,)"
                                   R"("holdTtlSec":0,"pttlRaw":-2,"zsetKey":"fsq:6b02d566c65af58000000001",)"
                                   R"("queueName":"sale-processing-queue","redisUrl":"redis://practice","email":)"
                                   R"("buyer-4711-0@test.com","flashSaleId":"6b02d566c65af58000000001","ts":)"
                                   R"(1795766515120})";

inline const QByteArray held = R"({"status":"ready","position":null,"size":811,"hasActiveHold":true,"holdTtlSec":898,)"
                               R"("pttlRaw":898120,"zsetKey":"fsq:6b02d566c65af58000000001","queueName":)"
                               R"("sale-processing-queue","redisUrl":"redis://practice","email":)"
                               R"("buyer-4711-0@test.com","flashSaleId":"6b02d566c65af58000000001","ts":)"
                               R"(1795766515120})";

inline const QByteArray confirm = R"({"ok":true,"orderId":"6b02d566c65af58001000001"})";
inline const QByteArray refusal = R"({"message":"Out of stock or sale not active"})";

inline QByteArray ordersPage(int orders)
{
    QByteArray page = R"({"items":[)";
    for (int i = 0; i < orders; ++i) {
        page += (i > 0 ? "," : "")
            + QByteArray(R"({"userEmail":"buyer-4711-0@test.com","flashSaleName":"Flash sale","flashSaleId":)"
                         R"("6b02d566c65af58000000001","paymentStatus":"paid","totalAmount":1,"_id":)"
                         R"("6b02d566c65af58001000001","createdAt":"2026-11-27T08:01:55.120Z","updatedAt":)"
                         R"("2026-11-27T08:01:55.120Z"})");
    }
    return page + R"(],"total":)" + QByteArray::number(orders) + R"(,"page":1,"limit":50})";
}

} // namespace doorbuster::sampleanswers
