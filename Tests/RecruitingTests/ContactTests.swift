import Recruiting
import Testing

@Suite struct ContactTests {
  @Test(arguments: [
    (Contact.Kind.email, " Sam.Reed@Mail.Example ", "sam.reed@mail.example"),
    (.phone, "+44 (113) 496-0000", "+441134960000"),
    (.phone, "0044 113 496 0000", "+441134960000"),
    (.phone, "555-555-5555", "5555555555"),
    (.link, "mysite.example", "mysite.example"),
  ])
  func `what somebody wrote is compared in one form`(kind: Contact.Kind, written: String, normalised: String) {
    #expect(Contact(kind, written)?.normalised == normalised)
  }

  @Test func `a national number gets the country it is told`() {
    #expect(Contact(.phone, "(0113) 496 0000", callingCode: "44")?.normalised == "+441134960000")
  }

  @Test(arguments: [
    (Contact.Kind.email, "sam"), (.email, "sam@"), (.email, "a b@c.example"), (.email, "a@b@c"), (.phone, "12"),
    (.phone, "call me"), (.link, "  "),
  ])
  func `what is no address or number is none`(kind: Contact.Kind, written: String) {
    #expect(Contact(kind, written) == nil)
  }
}
