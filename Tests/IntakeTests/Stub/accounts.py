"""Accounts of the five vendors, as their published descriptions and recorded pages have them.

Written from the descriptions, not from our client: other people's clients must be able to read from it too.
"""
import json
from bisect import bisect_left
from datetime import datetime, timedelta, timezone

BEGIN = datetime(2025, 11, 1, tzinfo=timezone.utc)


def stamp(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def plain(moment):
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def moment(text):
    text = text.replace("T", " ").replace("Z", "")[:19]
    return datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=timezone.utc)


class Account:
    """Numbered things, each with the time it was made and the time it changed last."""

    def __init__(self, count, page_size, one_second=False, base=1):
        self.page_size = page_size
        self.changed = {}
        self.ranks = []
        step = timedelta(0) if one_second else timedelta(seconds=60)
        self.things = [(base + n, BEGIN + n * step) for n in range(count)]
        self.extra = {}

    def updated(self, thing):
        return self.changed.get(thing[0], thing[1] + timedelta(hours=1))

    def touch(self, index):
        """Something changes while pages are being turned."""
        number, _ = self.things[index]
        self.changed[number] = max(self.updated(thing) for thing in self.things) + timedelta(seconds=30)
        self.ranks = []

    def sorted_since(self, since):
        self.ranks = self.ranks or sorted((self.updated(t), t[0], t) for t in self.things)
        return [t for _, _, t in self.ranks[bisect_left(self.ranks, (since,)):]]

    def sorted_after(self, moment, number):
        """Those behind one of a moment and a number."""
        self.sorted_since(BEGIN + timedelta(days=9999))
        return [t for _, _, t in self.ranks[bisect_left(self.ranks, (moment, number + 1)):]]

    def size(self, asked, most):
        return min(int(asked), most, self.page_size)


class Zendesk(Account):
    token = None
    main = "/api/v2/incremental/tickets/cursor.json"

    def ticket(self, thing, base):
        number, made = thing
        updated = self.updated(thing)
        if self.extra.get("small"):
            return {"id": number, "requester_id": 900, "status": "open", "via": {"channel": "email"},
                    "created_at": stamp(made), "updated_at": stamp(updated), "generated_timestamp": int(updated.timestamp())}
        return {
            "url": f"{base}/api/v2/tickets/{number}.json", "id": number, "external_id": None,
            "via": {"channel": "email", "source": {"from": {}, "to": {}, "rel": None}},
            "created_at": stamp(made), "updated_at": stamp(updated), "type": "question", "subject": f"Where is {number}?",
            "raw_subject": f"Where is {number}?", "description": "It has not come.", "priority": None, "status": "solved",
            "recipient": None, "requester_id": 900 + number % 7, "submitter_id": 900 + number % 7,
            "assignee_id": 40 + number % 2, "organization_id": None, "group_id": 77, "collaborator_ids": [],
            "follower_ids": [], "email_cc_ids": [], "forum_topic_id": None, "problem_id": None, "has_incidents": False,
            "is_public": True, "due_at": None, "tags": ["late"], "custom_fields": [], "satisfaction_rating": None,
            "sharing_agreement_ids": [], "fields": [], "followup_ids": [], "ticket_form_id": None, "brand_id": None,
            "allow_channelback": False, "allow_attachments": True, "generated_timestamp": int(updated.timestamp()),
            "metric_set": {"id": number, "ticket_id": number, "reopens": 0, "replies": 1,
                           "solved_at": stamp(updated), "reply_time_in_minutes": {"calendar": 5, "business": 5}},
        }

    def users(self, base):
        return [{"id": 40 + n, "name": f"Agent {n}", "email": f"agent{n}@lantern.example", "role": "agent",
                 "url": f"{base}/api/v2/users/{40 + n}.json", "created_at": stamp(BEGIN), "updated_at": stamp(BEGIN)}
                for n in range(2)]

    def metric_events(self):
        """How the first reply of each third ticket was measured, and the breach of each ninth."""
        events = []
        for number, made in self.things:
            if number % 3:
                continue
            told = [("activate", 0), ("fulfill", 5)] + ([("breach", 4)] if number % 9 == 0 else [])
            for index, (kind, minutes) in enumerate(told):
                at = made + timedelta(minutes=minutes)
                event = {"id": number * 10 + index, "ticket_id": number, "metric": "reply_time", "instance_id": 1,
                         "type": kind, "time": stamp(at)}
                if kind == "breach":
                    event["deleted"] = False
                events.append((at, event))
        return sorted(events, key=lambda event: (event[0], event[1]["id"]))

    def get(self, path, query, body, base):
        # The ending may be left out.
        path = path if path.endswith(".json") else path + ".json"
        if path == "/api/v2/incremental/users/cursor.json":
            people = self.users(base)
            return {"users": people, "after_url": None, "after_cursor": "end", "before_url": None, "before_cursor": None,
                    "end_of_stream": True}, {}
        if path == self.main:
            cursor = query.get("cursor")
            if cursor is None:
                rank = (datetime.fromtimestamp(int(float(query["start_time"])), timezone.utc), 0)
            else:
                second, number = cursor.split(".")
                rank = (datetime.fromtimestamp(int(second), timezone.utc), int(number))
            found = self.sorted_after(*rank)
            size = self.size(query.get("per_page", 1000), 1000)
            page = found[:size]
            last = (self.updated(page[-1]), page[-1][0]) if page else rank
            after = f"{int(last[0].timestamp())}.{last[1]}"
            return {"tickets": [self.ticket(t, base) for t in page], "after_url": f"{base}{path}?cursor={after}",
                    "after_cursor": after, "before_url": None, "before_cursor": None,
                    "end_of_stream": len(found) <= size}, {}
        if path == "/api/v2/incremental/tickets.json":
            since = datetime.fromtimestamp(int(float(query["start_time"])), timezone.utc)
            found = self.sorted_since(since)[:self.size(1000, 1000)]
            end = int(self.updated(found[-1]).timestamp()) + 1 if found else int(since.timestamp())
            return {"tickets": [self.ticket(t, base) for t in found], "count": len(found), "end_time": end,
                    "next_page": f"{base}{path}?start_time={end}" if found else None,
                    "end_of_stream": len(found) < self.size(1000, 1000)}, {}
        lists = {
            "/api/v2/groups.json": ("groups", [{"id": 77, "name": "Returns", "url": f"{base}/api/v2/groups/77.json",
                                                "deleted": False, "created_at": stamp(BEGIN), "updated_at": stamp(BEGIN)}]),
            "/api/v2/users.json": ("users", self.users(base)),
            "/api/v2/satisfaction_ratings.json": ("satisfaction_ratings", [
                {"id": 5000 + t[0], "url": f"{base}/api/v2/satisfaction_ratings/{5000 + t[0]}.json", "score": "good",
                 "ticket_id": t[0], "assignee_id": 40, "group_id": 77, "requester_id": 900, "created_at": stamp(t[1]),
                 "updated_at": stamp(self.updated(t)), "comment": None} for t in self.things if t[0] % 5 == 0]),
            "/api/v2/user_fields.json": ("user_fields", []), "/api/v2/ticket_fields.json": ("ticket_fields", []),
            "/api/v2/organization_fields.json": ("organization_fields", []),
            "/api/v2/business_hours/schedules.json": ("schedules", [
                {"id": 360, "name": "East Coast", "time_zone": "Eastern Time (US & Canada)", "created_at": stamp(BEGIN),
                 "updated_at": stamp(BEGIN), "intervals": [{"start_time": 1440 * day + 540, "end_time": 1440 * day + 1020}
                                                           for day in range(1, 6)]}]),
        }
        if path in lists:
            name, rows = lists[path]
            start = int(query.get("page[after]", 0))
            size = self.size(query.get("page[size]", 100), 100)
            more = start + size < len(rows)
            return {name: rows[start:start + size], "count": len(rows), "next_page": None, "previous_page": None,
                    "meta": {"has_more": more, "after_cursor": str(start + size), "before_cursor": None},
                    "links": {"next": None, "prev": None}}, {}
        if path == "/api/v2/incremental/ticket_metric_events.json":
            since = datetime.fromtimestamp(int(float(query["start_time"])), timezone.utc)
            found = [event for event in self.metric_events() if event[0] >= since]
            page = found[:self.size(1000, 1000)]
            # All of the last second come together, so that the next page may begin behind it.
            page += [event for event in found[len(page):] if event[0] == page[-1][0]]
            end = int(page[-1][0].timestamp()) + 1 if page else int(since.timestamp())
            return {"ticket_metric_events": [event[1] for event in page], "count": len(page), "end_time": end,
                    "next_page": f"{base}{path}?start_time={end}", "end_of_stream": len(page) == len(found)}, {}
        if path == "/api/v2/engagements.json":
            since = int(float(query["start_time"]))
            rows = [t for t in self.things if t[1].timestamp() >= since and t[0] % 4 == 0]
            start = int(query.get("engagement_id_cursor", 0))
            size = self.size(10, 10)
            more = start + size < len(rows)
            return {"engagements": [
                {"engagement_id": f"e{t[0]:06x}", "ticket_id": t[0], "agent_id": 40, "group_id": 77, "channel": "MESSAGING",
                 "engagement_start_time": plain(t[1]).replace(" ", "T"),
                 "engagement_end_time": plain(t[1] + timedelta(minutes=9)).replace(" ", "T")}
                for t in rows[start:start + size]], "has_more": more,
                "next_page_url": f"{base}{path}?start_time={since}&engagement_id_cursor={start + size}" if more else None}, {}
        return None


class Freshdesk(Account):
    main = "/api/v2/tickets"

    def ticket(self, thing):
        number, made = thing
        return {
            "id": number, "subject": f"Where is {number}?", "type": "Question", "status": 4, "priority": 1, "source": 1,
            "requester_id": 900 + number % 7, "responder_id": 40, "group_id": 77, "company_id": None, "product_id": None,
            "cc_emails": [], "fwd_emails": [], "reply_cc_emails": None, "ticket_cc_emails": [], "to_emails": None,
            "email_config_id": None, "fr_escalated": False, "spam": False, "is_escalated": False, "tags": [],
            "custom_fields": {}, "due_by": stamp(made), "fr_due_by": stamp(made), "created_at": stamp(made),
            "updated_at": stamp(self.updated(thing)), "association_type": None, "description": "", "description_text": "",
            "stats": {"first_responded_at": stamp(made), "resolved_at": stamp(self.updated(thing)), "closed_at": None},
        }

    def get(self, path, query, body, base):
        page, size = int(query.get("page", 1)), self.size(query.get("per_page", 30), 100)
        if path == self.main:
            if page > 300:
                return 400, {"description": "Validation failed", "errors": [
                    {"field": "page", "message": "You cannot access tickets beyond the 300th page"}]}, {}
            since = moment(query["updated_since"]) if "updated_since" in query else BEGIN
            rows = [] if query.get("filter") else [self.ticket(t) for t in self.sorted_since(since)]
        elif path == "/api/v2/groups":
            rows = [{"id": 77, "name": "Returns", "business_hour_id": None, "escalate_to": None, "agent_ids": [40],
                     "description": None, "created_at": stamp(BEGIN), "updated_at": stamp(BEGIN)}]
        elif path == "/api/v2/agents":
            rows = [{"id": 40, "ticket_scope": 1, "available": True, "occasional": False, "signature": None,
                     "group_ids": [77], "role_ids": [1], "created_at": stamp(BEGIN), "updated_at": stamp(BEGIN),
                     "available_since": None, "contact": {"active": True, "email": "agent0@lantern.example",
                     "name": "Agent 0", "phone": None, "mobile": None, "job_title": None, "language": "en",
                     "last_login_at": None, "time_zone": "Magadan", "created_at": stamp(BEGIN), "updated_at": stamp(BEGIN)}}]
        elif path == "/api/v2/surveys/satisfaction_ratings":
            since = moment(query["created_since"]) if "created_since" in query else BEGIN
            rows = [{"id": 5000 + t[0], "survey_id": 1, "user_id": 900, "agent_id": 40, "group_id": 77, "ticket_id": t[0],
                     "feedback": None, "ratings": {"default_question": 103}, "created_at": stamp(t[1]),
                     "updated_at": stamp(t[1])} for t in self.things if t[0] % 5 == 0 and t[1] >= since]
        elif path == "/api/v2/business_hours":
            rows = [{"id": 1, "name": "Default", "description": None, "is_default": True, "time_zone": "London",
                     "created_at": stamp(BEGIN), "updated_at": stamp(BEGIN), "list_of_holidays": [], "business_hours": {
                         day: {"start_time": "8:00 am", "end_time": "5:00 pm"}
                         for day in ("monday", "tuesday", "wednesday", "thursday", "friday")}}]
        elif path == "/api/v2/time_entries":
            rows = [{"id": 8000 + t[0], "billable": True, "note": None, "timer_running": False, "agent_id": 40,
                     "ticket_id": t[0], "time_spent": "00:15", "executed_at": stamp(t[1]), "start_time": stamp(t[1]),
                     "created_at": stamp(t[1]), "updated_at": stamp(t[1])} for t in self.things if t[0] % 4 == 0]
        else:
            return None
        rest = "&".join(f"{k}={v}" for k, v in query.items() if k != "page")
        links = {"Link": f'<{base}{path}?{rest}&page={page + 1}>; rel="next"'} if page * size < len(rows) else {}
        return rows[(page - 1) * size:page * size], links


class Shopify(Account):
    version = "2026-07"
    main = f"/admin/api/{version}/orders.json"

    def order(self, thing):
        number, made = thing
        shop = made.astimezone(timezone(timedelta(hours=-5))).isoformat()
        changed = self.updated(thing).astimezone(timezone(timedelta(hours=-5))).isoformat()
        return {
            "id": number, "admin_graphql_api_id": f"gid://shopify/Order/{number}", "name": f"#{number}",
            "order_number": number, "email": f"customer{number % 7}@example.com", "created_at": shop, "processed_at": shop,
            "updated_at": changed, "cancelled_at": None, "closed_at": None, "currency": "GBP", "total_price": "409.94",
            "financial_status": "paid", "fulfillment_status": None, "test": False,
            "line_items": [{"id": number * 10, "quantity": 2, "price": "199.00"}], "fulfillments": [],
            "refunds": [] if number % 6 else [{
                "id": 70000 + number, "order_id": number, "created_at": changed, "processed_at": changed,
                "refund_line_items": [], "transactions": [
                    {"id": number, "kind": "refund", "status": "success", "amount": "41.94", "currency": "GBP"}]}],
        }

    def bulk(self, question):
        """A bulk operation is begun, runs a while, and leaves its lines on another server."""
        if "bulkOperationRunQuery" in question:
            assert '"""' in question, question
            if self.extra.get("bulk"):
                return {"data": {"bulkOperationRunQuery": {"bulkOperation": None, "userErrors": [
                    {"field": None, "message": "A bulk query operation for this app and shop is already in progress"}]}}}
            since = moment(question.split("updated_at:>='")[1].split("'")[0])
            self.extra["lines"] = "".join(
                json.dumps(line) + "\n" for t in self.sorted_since(since) for line in self.bulk_lines(t)).encode()
            self.extra["bulk"], self.extra["polls"] = True, 0
            return {"data": {"bulkOperationRunQuery": {
                "bulkOperation": {"id": "gid://shopify/BulkOperation/7", "status": "CREATED"}, "userErrors": []}}}
        self.extra["polls"] += 1
        is_done = self.extra["polls"] > 2
        self.extra["bulk"] = not is_done
        failed = is_done and self.extra.get("fails")
        return {"data": {"node": {
            "id": "gid://shopify/BulkOperation/7", "objectCount": "0", "errorCode": "TIMEOUT" if failed else None,
            "status": "FAILED" if failed else "COMPLETED" if is_done else "RUNNING",
            "url": f"https://localhost:{self.extra['other']}/bulk.jsonl"
            if is_done and not failed and self.extra["lines"] else None}}}

    def bulk_lines(self, thing):
        """An order with its refunds, and behind it a line for each of its returns."""
        number, made = thing
        name, money = f"gid://shopify/Order/{number}", {"shopMoney": {"amount": "409.94", "currencyCode": "GBP"}}
        order = {"id": name, "name": f"#{number}", "email": f"customer{number % 7}@example.com", "createdAt": stamp(made),
                 "updatedAt": stamp(self.updated(thing)), "cancelledAt": None, "test": False, "customer": None,
                 "subtotalLineItemsQuantity": 2, "totalPriceSet": money, "fulfillments": [], "refunds": [],
                 "note": "x" * self.extra.get("fat", 0)}
        if number % 6:
            return [order]
        order["refunds"] = [{"id": f"gid://shopify/Refund/{70000 + number}", "createdAt": stamp(self.updated(thing)),
                             "totalRefundedSet": {"shopMoney": {"amount": "41.94", "currencyCode": "GBP"}}}]
        return [order, {"id": f"gid://shopify/Return/{60000 + number}", "createdAt": stamp(made), "totalQuantity": 1,
                        "__parentId": name}]

    def get(self, path, query, body, base):
        size = self.size(query.get("limit", 50), 250)
        if path == self.main:
            found = self.sorted_since(moment(query.get("updated_at_min", stamp(BEGIN))))
            if "page_info" in query:
                text, number = query["page_info"].split(".")
                found = self.sorted_after(moment(text), int(number))
            page, more = found[:size], len(found) > size
            link = f'<{base}{path}?limit={size}&page_info={stamp(self.updated(page[-1]))}.{page[-1][0]}>; rel="next"' if more else ""
            return {"orders": [self.order(t) for t in page]}, {
                "x-shopify-api-version": self.extra.get("version", self.version),
                "x-shopify-shop-api-call-limit": "1/40", **({"Link": link} if more else {})}
        if path.endswith("/graphql.json"):
            question = json.loads(body)["query"]
            if "bulkOperationRunQuery" in question or "BulkOperation {" in question:
                return self.bulk(question), {"x-shopify-api-version": self.version}
            start = int(question.split('after: "')[1].split('"')[0]) if "after:" in question else 0
            since = moment(question.split("updated_at:>='")[1].split("'")[0])
            found = self.sorted_since(since)
            size = self.size(100, 100)
            nodes = [{"id": f"gid://shopify/Order/{t[0]}", "updatedAt": stamp(self.updated(t)), "returns": {"nodes": [
                {"id": f"gid://shopify/Return/{60000 + t[0]}", "createdAt": stamp(t[1]), "totalQuantity": 1}]
                if t[0] % 6 == 0 else []}} for t in found[start:start + size]]
            return {"data": {"orders": {"nodes": nodes, "pageInfo": {
                "hasNextPage": start + size < len(found), "endCursor": str(start + size)}}}, "extensions": {"cost": {
                    "requestedQueryCost": 22, "actualQueryCost": 22, "throttleStatus": {
                        "maximumAvailable": 4000.0, "currentlyAvailable": 3978, "restoreRate": 200.0}}}}, {
                            "x-shopify-api-version": self.extra.get("version", self.version)}
        return None


class WooCommerce(Account):
    main = "/wp-json/wc/v3/orders"

    def order(self, thing):
        number, made = thing
        changed = plain(self.updated(thing)).replace(" ", "T")
        made = plain(made).replace(" ", "T")
        return {
            "id": number, "parent_id": 0, "number": str(number), "status": "processing", "currency": "GBP",
            "date_created": made, "date_created_gmt": made, "date_modified": changed, "date_modified_gmt": changed,
            "date_paid_gmt": made, "date_completed_gmt": None, "total": "29.35", "customer_id": 0,
            "billing": {"email": f"customer{number % 7}@example.com"},
            "line_items": [{"id": number * 10, "quantity": 2, "price": 14.675}],
            "refunds": [{"id": 70000 + number, "reason": "", "total": "-10.00"}] if number % 6 == 0 else [],
        }

    def get(self, path, query, body, base):
        page, size = int(query.get("page", 1)), self.size(query.get("per_page", 10), 100)
        if path == self.main:
            low = moment(query["modified_after"]) if "modified_after" in query else BEGIN
            high = moment(query["modified_before"]) if "modified_before" in query else BEGIN + timedelta(days=9999)
            rows = [self.order(t) for t in self.things if low < self.updated(t) < high]
        elif path == "/wp-json/wc/v3/refunds" and not self.extra.get("old"):
            low = moment(query["after"]) if "after" in query else BEGIN - timedelta(days=1)
            rows = [{**self.refund(t, base), "parent_id": t[0]} for t in self.things if t[0] % 6 == 0 and t[1] > low]
        elif path.startswith(self.main + "/") and path.endswith("/refunds"):
            rows = [self.refund(t, base) for t in self.things if str(t[0]) == path.split("/")[-2]]
        else:
            return None
        pages = -(-len(rows) // size)
        return rows[(page - 1) * size:page * size], {
            "X-WP-Total": str(len(rows)), "X-WP-TotalPages": str(pages),
            "Link": f'<{base}/wp-json/>; rel="https://api.w.org/"'}

    def refund(self, thing, base):
        made = plain(thing[1]).replace(" ", "T")
        return {"id": 70000 + thing[0], "date_created": made, "date_created_gmt": made, "amount": "10.00", "reason": "",
                "refunded_by": 1, "refunded_payment": False, "meta_data": [],
                "line_items": [{"id": 1, "quantity": -1, "total": "-10.00"}],
                "_links": {"up": [{"href": f"{base}{self.main}/{thing[0]}"}]}}


class Magento(Account):
    main = "/rest/all/V1/orders"

    def get(self, path, query, body, base):
        if path not in (self.main, "/rest/all/V1/creditmemos"):
            return 404, {"message": "Request does not match any route.", "trace": None}, {}
        field = "searchCriteria[filter_groups][0][filters][0][value]"
        since = moment(query[field]) if field in query else BEGIN
        page = int(query.get("searchCriteria[currentPage]", 1))
        size = self.size(query.get("searchCriteria[pageSize]", 100000), 100000)
        found = self.sorted_since(since)
        if path != self.main:
            found = [t for t in found if t[0] % 6 == 0]
        last = max(1, -(-len(found) // size))
        start = (min(page, last) if self.extra.get("repeats") else page) * size - size
        row = self.order if path == self.main else self.memo
        # Magento writes amounts as bare numbers, 16 digits and more.
        text = json.dumps({"items": [row(t) for t in found[start:start + size]],
                           "search_criteria": {"filter_groups": [], "page_size": size, "current_page": page},
                           "total_count": len(found)})
        return text.replace('"EXACT"', "396.8700"), {}

    def order(self, thing):
        number, made = thing
        return {"base_currency_code": "GBP", "created_at": plain(made), "customer_email": f"customer{number % 7}@example.com",
                "entity_id": number, "grand_total": "EXACT", "increment_id": f"{number:09d}", "order_currency_code": "GBP",
                "state": "complete", "status": "complete", "updated_at": plain(self.updated(thing)),
                "items": [{"item_id": number * 10, "qty_ordered": 2, "sku": "a"},
                          {"item_id": number * 10 + 1, "parent_item_id": number * 10, "qty_ordered": 2, "sku": "a"}]}

    def memo(self, thing):
        return {"entity_id": 70000 + thing[0], "order_id": thing[0], "grand_total": "EXACT", "order_currency_code": "GBP",
                "state": 2, "created_at": plain(thing[1]), "updated_at": plain(self.updated(thing)), "items": []}


VENDORS = {"zendesk": Zendesk, "freshdesk": Freshdesk, "shopify": Shopify, "woocommerce": WooCommerce, "magento": Magento}
