import { accountGap } from "./account-gap.js";
import { anniversary } from "./anniversary.js";
import { campaign } from "./campaign.js";
import { completeFile } from "./complete-file.js";
import { detractor } from "./detractor.js";
import { executiveExchange } from "./executive-exchange.js";
import { growthAdvice } from "./growth-advice.js";
import { improvementNurture } from "./improvement-nurture.js";
import { invitationToCall } from "./invitation-to-call.js";
import { jointPlanning } from "./joint-planning.js";
import { likelyLoyal } from "./likely-loyal.js";
import { membershipInvitation } from "./membership-invitation.js";
import { offerAndPoints } from "./offer-and-points.js";
import { openComplaint } from "./open-complaint.js";
import type { Play } from "./play.js";
import { postSaleCheck } from "./post-sale-check.js";
import { productNews } from "./product-news.js";
import { promisedContact } from "./promised-contact.js";
import { quote } from "./quote.js";
import { referralRequest } from "./referral-request.js";
import { returnVisit } from "./return-visit.js";
import { slippingVip } from "./slipping-vip.js";
import { vipService } from "./vip-service.js";
import { winBack } from "./win-back.js";

/** Every play, in the order in which they are named; adding one is one file, one line, and its defaults in the rules. */
export const PLAYS: readonly Play[] = [
  openComplaint,
  promisedContact,
  postSaleCheck,
  detractor,
  quote,
  returnVisit,
  slippingVip,
  improvementNurture,
  winBack,
  likelyLoyal,
  productNews,
  jointPlanning,
  referralRequest,
  anniversary,
  accountGap,
  executiveExchange,
  growthAdvice,
  offerAndPoints,
  vipService,
  membershipInvitation,
  completeFile,
  invitationToCall,
  campaign,
];

/** The play of that name. */
export const playNamed = (id: string): Play => PLAYS.find((play) => play.id === id)!;
